using MedDist.Core.Coverage;
using MedDist.Core.Recipients;
using MedDist.Web.Ui;

namespace MedDist.Web.Recipients;

/// <summary>What the services say of recipients and cover, by the fields of the screen and in their order.</summary>
internal static class RecipientProblems
{
    private static readonly (string Field, string Control, string Label)[] Person =
    [
        (nameof(RecipientEntry.FirstName), "first", "First name"), (nameof(RecipientEntry.LastName), "last", "Last name"), (nameof(RecipientEntry.DateOfBirth), "born", "Date of birth"),
        (nameof(RecipientEntry.Sex), "sex", "Sex"), (nameof(RecipientEntry.Identifier), "number", "Record number"), (nameof(RecipientEntry.Phone), "phone", "Phone"),
        (nameof(RecipientEntry.FacilityId), "place", "Registered with"), (nameof(RecipientEntry.OrganizationId), "place", "Registered with"), (nameof(RecipientEntry.Email), "email", "E-mail"),
        (nameof(RecipientEntry.Street), "street", "Street and number"), (nameof(RecipientEntry.Street2), "street2", "Further line"), (nameof(RecipientEntry.City), "city", "City"),
        (nameof(RecipientEntry.State), "state", "State"), (nameof(RecipientEntry.PostalCode), "zip", "ZIP code"),
    ];

    private static readonly (string Field, string Control, string Label)[] Cover =
    [
        (nameof(CoverageEntry.PayerId), "payer", "Payer"), (nameof(CoverageEntry.PolicyNumber), "number", "Member ID"), (nameof(CoverageEntry.GroupNumber), "group", "Group number"),
        (nameof(CoverageEntry.PayerPhone), "phone", "Payer phone"), (nameof(CoverageEntry.EffectiveOn), "from", "Covered from"), (nameof(CoverageEntry.TerminatesOn), "to", "Last day of cover"),
        (nameof(CoverageEntry.SubscriberRelationship), "self", "Relationship to the subscriber"), (nameof(CoverageEntry.SubscriberName), "subscriber", "Subscriber's name"),
        (nameof(CoverageEntry.SubscriberDateOfBirth), "subscriber-born", "Subscriber's date of birth"),
    ];

    /// <summary>Of a recipient, whose controls' ids begin with <paramref name="id"/>, with the cover entered with them.</summary>
    public static IReadOnlyList<FieldProblem> Of(IReadOnlyDictionary<string, string[]> problems, RecipientType type, string id = "new") =>
    [
        .. Lines(problems, Person, id, "", type == RecipientType.Patient ? "" : null), .. Lines(problems, Cover, "primary", "Primary.", "Primary: "), .. Lines(problems, Cover, "secondary", "Secondary.", "Secondary: "),
    ];

    public static IReadOnlyList<FieldProblem> OfCover(IReadOnlyDictionary<string, string[]> problems, string id) => [.. Lines(problems, Cover, id, "", "")];

    private static IEnumerable<FieldProblem> Lines(IReadOnlyDictionary<string, string[]> problems, (string Field, string Control, string Label)[] fields, string id, string prefix, string? before) =>
        from field in fields
        let words = problems.GetValueOrDefault(prefix + field.Field)
        where words is not null
        select new FieldProblem($"{id}-{field.Control}", before is null && field.Control == "last" ? "Name" : before + field.Label, words[0]);
}
