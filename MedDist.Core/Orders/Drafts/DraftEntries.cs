using MedDist.Core.Coverage;
using MedDist.Core.Kernel;
using MedDist.Core.Recipients;

namespace MedDist.Core.Orders.Drafts;

/// <summary>What a draft holds of patient and cover as the services of recipients and cover take it, and what those say, at the fields of the draft.</summary>
public static class DraftEntries
{
    /// <summary>The patient who is being entered; null where one on file is chosen. With the cover, for finding who has the same.</summary>
    public static NewRecipient? Patient(OrderDraftContent form, bool withCover = false) => form.NewRecipient is not { } person ? null : new()
    {
        Identifier = person.Identifier,
        FirstName = person.FirstName,
        LastName = person.LastName,
        DateOfBirth = person.DateOfBirth,
        DateOfBirthUnread = form.Unread.GetValueOrDefault("newRecipient.dateOfBirth"),
        Sex = string.IsNullOrWhiteSpace(person.Sex) ? null : person.Sex,
        Phone = person.Phone,
        Street = person.Street,
        City = person.City,
        State = person.State,
        PostalCode = person.PostalCode,
        Primary = withCover ? Cover(form.Primary) : null,
        Secondary = withCover && form.Secondary is { } second ? Cover(second) : null,
    };

    public static CoverageEntry Cover(DraftCoverage cover) => new()
    {
        PayerId = cover.Payer?.Id,
        PayerName = cover.Payer?.Name,
        PayerType = cover.PayerType,
        PolicyNumber = cover.PolicyNumber,
        GroupNumber = cover.GroupNumber,
        PlanType = cover.PlanType,
        Network = cover.Network,
        PayerPhone = cover.PayerPhone,
        IsSelf = cover.IsSelf,
        SubscriberName = cover.SubscriberName,
        SubscriberDateOfBirth = cover.SubscriberDateOfBirth,
        SubscriberRelationship = cover.SubscriberRelationship,
        EffectiveOn = cover.EffectiveOn,
        TerminatesOn = cover.TerminatesOn,
    };

    /// <summary>What the rules of recipients say of the new patient.</summary>
    internal static IEnumerable<DraftProblem> PatientProblems(OrderDraftContent form, DateOnly today) => Patient(form) is { } entry ? Problems(entry.Check(today), "newRecipient.") : [];

    /// <summary>What the rules of cover say of one cover.</summary>
    internal static IEnumerable<DraftProblem> CoverProblems(OrderDraftContent form, DraftCoverage cover, string at, DateOnly today) =>
        Problems((Cover(cover) with
        {
            SubscriberDateOfBirthUnread = form.Unread.GetValueOrDefault($"{at}.subscriberDateOfBirth"),
            EffectiveOnUnread = form.Unread.GetValueOrDefault($"{at}.effectiveOn"),
            TerminatesOnUnread = form.Unread.GetValueOrDefault($"{at}.terminatesOn"),
        }).Check(today), at + ".");

    /// <summary>A failure of those services at the fields of the draft.</summary>
    internal static Failure AtFields(Failure failure, string prefix) => failure is Failure.Invalid ? DraftFailures.Incomplete([.. Problems(failure, prefix)]) : failure;

    private static IEnumerable<DraftProblem> Problems(Failure? failure, string prefix) =>
        (failure as Failure.Invalid)?.Fields.Select(f => new DraftProblem(FieldOf(prefix + f.Key), f.Value[0])) ?? [];

    private static string FieldOf(string name)
    {
        var parts = name.Split('.');
        return parts[1] switch
        {
            nameof(RecipientEntry.OrganizationId) or nameof(RecipientEntry.FacilityId) => "facility",
            nameof(CoverageEntry.PayerId) => $"{parts[0]}.payer",
            var part => $"{parts[0]}.{char.ToLowerInvariant(part[0])}{part[1..]}",
        };
    }
}
