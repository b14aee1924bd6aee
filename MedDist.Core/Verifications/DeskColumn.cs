namespace MedDist.Core.Verifications;

/// <summary>The columns of the verification board, from left to right. Stored with the case, derived by <see cref="DeskFactRules"/>.</summary>
public enum DeskColumn
{
    /// <summary>An order needs it, and nobody has asked yet.</summary>
    Needed,

    /// <summary>Asked for; the manufacturer has not had a whole working day yet.</summary>
    Sent,

    /// <summary>Asked for before the last working day; no answer yet.</summary>
    Waiting,

    Verified,

    /// <summary>Verified, and over within the tenant's number of days.</summary>
    Expiring,

    Expired,

    Rejected,

    /// <summary>Does not apply, or another case has taken its place; on no board.</summary>
    Closed,
}

/// <summary>The columns in the words of the screen.</summary>
public static class DeskWords
{
    /// <summary>The columns that the board shows.</summary>
    public static readonly IReadOnlyList<DeskColumn> Board = [.. Enum.GetValues<DeskColumn>().Where(c => c != DeskColumn.Closed)];

    public static string Label(this DeskColumn column) => column switch
    {
        DeskColumn.Waiting => "Waiting for manufacturer",
        DeskColumn.Closed => "Not needed",
        _ => column.ToString(),
    };

    public static string Label(this VerificationStatus status) => status switch
    {
        VerificationStatus.NotApplicable => "Does not apply",
        VerificationStatus.Pending => "Needed",
        _ => status.ToString(),
    };

    /// <summary>The type as a heading calls it.</summary>
    public static string Title(this VerificationType type) => VerificationPolicy.Label(type) is var label ? char.ToUpperInvariant(label[0]) + label[1..] : "";
}
