using MedDist.Core.Organizations;

namespace MedDist.Core.Manufacturers;

/// <summary>What the list of manufacturers shows; all of it lives in the address of the page.</summary>
public sealed record ManufacturerFilter(string? Search = null, int Skip = 0, int Take = 25);

/// <summary>One line of the list.</summary>
/// <param name="Id">The manufacturer.</param>
/// <param name="Name">Its name.</param>
/// <param name="Type">What kind of supplier it is.</param>
/// <param name="Status">Whether it is supplied with orders.</param>
/// <param name="Addresses">The first address of each contact list, by what the list is for.</param>
/// <param name="LeadTimeDays">Business days until it hands over.</param>
/// <param name="CutOff">Until when an order counts for the same day.</param>
/// <param name="Combine">Whether its orders leave together.</param>
/// <param name="CombineMinutes">How many minutes apart then.</param>
/// <param name="Waiting">Messages that wait in the outbox.</param>
/// <param name="Stuck">Messages that failed or bounced.</param>
public sealed record ManufacturerRow(
    Guid Id, string Name, ManufacturerType Type, AccountStatus Status, IReadOnlyDictionary<ContactType, string> Addresses, int LeadTimeDays, TimeOnly CutOff,
    CombineOrders Combine, int CombineMinutes, int Waiting, int Stuck);

/// <summary>A page of the list, and how many match.</summary>
public sealed record ManufacturerList(IReadOnlyList<ManufacturerRow> Rows, int Total);

/// <summary>A contact list.</summary>
public sealed record ContactList(ContactType Type, IReadOnlyList<string> To, IReadOnlyList<string> Cc, string? Notes, int? Version, DateTimeOffset? ChangedAt, string? ChangedBy);

/// <summary>Everything the page of one manufacturer shows.</summary>
public sealed record ManufacturerDetails(
    Guid Id, string Name, ManufacturerType Type, AccountStatus Status, Kernel.ContactDetails Contact, IReadOnlyList<ContactList> Contacts, SaveManufacturerSettings Settings,
    IReadOnlyList<VerificationRequirement> RequiredVerifications, bool RequiresOwnerSignature, IReadOnlyList<string> OnboardingDocuments, int Waiting, int Stuck);

/// <summary>Manufacturers in the words of the screen.</summary>
public static class ManufacturerWords
{
    public static string Label(this ContactType type) => type switch
    {
        ContactType.Order => "Orders",
        ContactType.Ivr => "IVR requests",
        _ => "Support",
    };

    public static string Label(this SubmissionMethod method) => method switch
    {
        SubmissionMethod.Email => "E-mail",
        SubmissionMethod.Api => "API",
        SubmissionMethod.Edi => "EDI",
        _ => "Portal",
    };

    public static string Label(this CombineOrders combine) => combine switch
    {
        CombineOrders.Immediately => "Each by itself, at once",
        CombineOrders.EveryFewMinutes => "Together, every few minutes",
        _ => "Together, before the cut-off",
    };

    /// <summary>The same in a few words, for a list.</summary>
    public static string Brief(CombineOrders combine, int minutes) => combine switch
    {
        CombineOrders.Immediately => "each at once",
        CombineOrders.EveryFewMinutes => $"every {minutes} min",
        _ => "before cut-off",
    };
}
