using MedDist.Core.Batches.Workbooks;

namespace MedDist.Core.Verifications.Workbooks;

/// <summary>What words of others mean. Those that mean the same everywhere are known; any other is asked, and then remembered for its manufacturer.</summary>
public static class VerificationWords
{
    /// <summary>Ours for a word that says nothing about the status: the row changes its dates and numbers only.</summary>
    public const string AsIs = "as is";

    private static readonly Dictionary<string, VerificationStatus> Statuses = new (VerificationStatus Status, string[] Words)[]
    {
        (VerificationStatus.Verified, ["verified", "approved", "active", "eligible", "valid", "covered", "benefits verified", "ivr verified", "verification complete", "auth approved", "authorized"]),
        (VerificationStatus.Sent, ["sent", "submitted", "received", "in process", "in progress", "in review", "under review", "waiting", "with payer", "pending payer"]),
        (VerificationStatus.Pending, ["pending", "open", "new", "not started"]),
        (VerificationStatus.Rejected, ["rejected", "denied", "declined", "not covered", "not eligible", "ineligible", "not approved"]),
        (VerificationStatus.Expired, ["expired", "lapsed"]),
        (VerificationStatus.NotApplicable, ["not applicable", "n a", "na", "not required", "not needed"]),
    }.SelectMany(s => s.Words.Select(w => (Word: w, s.Status))).ToDictionary(s => s.Word, s => s.Status);

    private static readonly Dictionary<string, VerificationType> Types = new (VerificationType Type, string[] Words)[]
    {
        (VerificationType.Insurance, ["insurance", "ivr", "insurance verification", "benefits", "benefit verification", "bv"]),
        (VerificationType.PriorAuthorization, ["prior authorization", "prior authorisation", "pa", "prior auth", "preauthorization", "pre auth", "precert"]),
        (VerificationType.MedicalNecessity, ["medical necessity", "lmn", "necessity"]),
        (VerificationType.License, ["license", "licence"]),
    }.SelectMany(t => t.Words.Select(w => (Word: w, t.Type))).ToDictionary(t => t.Word, t => t.Type);

    /// <summary>The states that a word can be said to mean.</summary>
    public static readonly IReadOnlyList<VerificationStatus> Choices =
        [VerificationStatus.Verified, VerificationStatus.Sent, VerificationStatus.Pending, VerificationStatus.Rejected, VerificationStatus.Expired, VerificationStatus.NotApplicable];

    public static bool TryStatus(string word, WorkbookLayout layout, out VerificationStatus? status)
    {
        var key = WorkbookLayout.WordKey(word);
        if (layout.Words.TryGetValue(key, out var said))
        {
            status = Enum.TryParse<VerificationStatus>(said, out var ours) ? ours : null;
            return status is not null || said == AsIs;
        }

        status = Statuses.TryGetValue(key, out var known) ? known : null;
        return status is not null;
    }

    public static VerificationType? Type(string word, WorkbookLayout layout)
    {
        var key = WorkbookLayout.WordKey(word);
        return layout.Words.TryGetValue("type " + key, out var said) && Enum.TryParse<VerificationType>(said, out var ours) ? ours : Types.TryGetValue(key, out var known) ? known : null;
    }

    public static string Label(VerificationStatus status) => status switch
    {
        VerificationStatus.NotApplicable => "Not applicable",
        VerificationStatus.Sent => "Sent, not answered yet",
        _ => status.ToString(),
    };
}
