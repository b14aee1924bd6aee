using MedDist.Core.Batches.Workbooks;

namespace MedDist.Core.Verifications.Workbooks;

/// <summary>What a manufacturer's workbook can say of a verification, and what others call it.</summary>
public static class VerificationSheetColumns
{
    public const string Kind = "verifications";

    public const string Reference = "reference", Name = "name", First = "first", Last = "last", Born = "born", Member = "member", Number = "number", Type = "type", Status = "status";
    public const string VerifiedOn = "verifiedOn", ExpiresOn = "expiresOn", Answer = "answer", Reason = "reason", Notes = "notes", Order = "order";

    /// <summary>In the order in which an own workbook has them.</summary>
    public static readonly IReadOnlyList<WorkbookField> All =
    [
        new(Reference, "MedDist reference", FieldKind.Text, "meddist reference", "our reference", "distributor reference", "case reference", "case id", "meddist"),
        new(Last, "Last name", FieldKind.Text, "last name", "patient last name", "surname", "family name", "last", "lname", "patient last") { IsPhi = true },
        new(First, "First name", FieldKind.Text, "first name", "patient first name", "given name", "first", "fname", "patient first") { IsPhi = true },
        new(Name, "Full name", FieldKind.Text, "patient name", "patient", "full name", "recipient name", "recipient", "member name", "beneficiary", "insured name", "customer name", "customer", "name") { IsPhi = true },
        new(Born, "Date of birth", FieldKind.PastDay, "date of birth", "dob", "birth date", "birthdate", "patient dob", "patient date of birth", "d o b", "birthday", "born") { IsPhi = true },
        new(Member, "Member ID", FieldKind.Text, "member id", "member number", "member", "policy number", "subscriber id", "insurance id", "policy id", "mbi", "medicare id", "insured id", "policy") { IsPhi = true },
        new(Number, "Record number", FieldKind.Text, "mrn", "medical record number", "record number", "chart number", "patient id", "patient number", "account number", "chart") { IsPhi = true },
        new(Order, "Order number", FieldKind.Text, "order number", "order no", "order id", "po number", "purchase order", "order"),
        new(Type, "Verification type", FieldKind.Word, "verification type", "request type", "service type", "type"),
        new(Status, "Status", FieldKind.Word, "status", "ivr status", "verification status", "benefit status", "result", "outcome", "determination", "decision"),
        new(VerifiedOn, "Verified on", FieldKind.Day, "verified on", "date verified", "verification date", "verified date", "date completed", "completed date", "approval date", "approved on", "determination date", "decision date", "valid from", "effective date", "start date", "verified"),
        new(ExpiresOn, "Valid through", FieldKind.Day, "valid through", "valid thru", "valid to", "valid until", "expires on", "expires", "expiration date", "expiration", "expiry date", "expiry", "exp date", "auth expires", "good through", "end date", "term date"),
        new(Answer, "Authorization number", FieldKind.Text, "authorization number", "auth number", "authorization", "reference number", "confirmation number", "approval number", "call reference", "pa number", "auth", "reference"),
        new(Reason, "Reason", FieldKind.Text, "denial reason", "rejection reason", "reject reason", "reason"),
        new(Notes, "Notes", FieldKind.Text, "notes", "comments", "remarks", "comment", "note") { IsPhi = true },
    ];

    public static WorkbookField Find(string key) => All.First(f => f.Key == key);

    /// <summary>Whether enough is mapped to find people and to learn something of them; else what is missing, as a sentence.</summary>
    public static string? Missing(WorkbookLayout layout)
    {
        bool Has(string key) => layout.Columns.ContainsKey(key);
        return !Has(Reference) && !Has(Name) && !Has(Last) ? "Say which column names the patient, or has our reference."
            : !Has(Reference) && !Has(Born) && !Has(Member) && !Has(Number) ? "A name alone is not enough. Say which column has the date of birth, the member ID or the record number."
            : !Has(Status) && !Has(VerifiedOn) && !Has(ExpiresOn) && !layout.Defaults.ContainsKey(Status) ? "Say which column has the status, or when it was verified."
            : null;
    }
}
