namespace MedDist.Core.Orders.Drafts;

/// <summary>The fields of the order form by their names in the stored draft (<c>primary.policyNumber</c>), and what the screen calls them.</summary>
public static class DraftFields
{
    private static readonly Dictionary<string, string> Labels = new()
    {
        ["recipient"] = "Patient",
        ["newRecipient"] = "New patient",
        ["newRecipient.firstName"] = "First name",
        ["newRecipient.lastName"] = "Last name",
        ["newRecipient.dateOfBirth"] = "Date of birth",
        ["newRecipient.sex"] = "Sex",
        ["newRecipient.phone"] = "Phone",
        ["newRecipient.identifier"] = "Record number",
        ["newRecipient.street"] = "Street",
        ["newRecipient.city"] = "City",
        ["newRecipient.state"] = "State",
        ["newRecipient.postalCode"] = "ZIP code",
        ["primary.payer"] = "Payer",
        ["primary.policyNumber"] = "Member ID",
        ["primary.groupNumber"] = "Group number",
        ["primary.planType"] = "Plan type",
        ["primary.network"] = "Network",
        ["primary.payerPhone"] = "Payer phone",
        ["primary.isSelf"] = "Patient is the subscriber",
        ["primary.subscriberName"] = "Subscriber",
        ["primary.subscriberDateOfBirth"] = "Subscriber's date of birth",
        ["primary.subscriberRelationship"] = "Relationship to the subscriber",
        ["primary.effectiveOn"] = "Covered from",
        ["primary.terminatesOn"] = "Last day of cover",
        ["secondary"] = "Secondary insurance",
        ["secondary.payer"] = "Secondary payer",
        ["secondary.policyNumber"] = "Secondary member ID",
        ["secondary.effectiveOn"] = "Secondary covered from",
        ["secondary.terminatesOn"] = "Secondary last day of cover",
        ["snfStatus"] = "Skilled nursing facility",
        ["snfDays"] = "Days in the facility",
        ["hospiceStatus"] = "Hospice",
        ["partAStatus"] = "Part A stay",
        ["globalPeriodStatus"] = "Global period",
        ["globalPeriodCpt"] = "Surgery CPT",
        ["globalPeriodSurgeryDate"] = "Surgery date",
        ["facility"] = "Facility",
        ["provider"] = "Provider",
        ["providerPtan"] = "Provider PTAN",
        ["facilityPtan"] = "Facility PTAN",
        ["placeOfService"] = "Place of service",
        ["macJurisdiction"] = "MAC",
        ["woundType"] = "Wound type",
        ["woundLocation"] = "Location",
        ["woundLength"] = "Length",
        ["woundWidth"] = "Width",
        ["woundDepth"] = "Depth",
        ["durationWeeks"] = "Weeks treated",
        ["previousTreatments"] = "Previous treatments",
        ["diagnosisCodes"] = "Diagnosis codes",
        ["lines"] = "Products",
        ["serviceDate"] = "Service date",
        ["deliverBy"] = "Deliver by",
        ["shippingSpeed"] = "Shipping",
        ["orderType"] = "Order type",
        ["deliveryInstructions"] = "Delivery instructions",
        ["notes"] = "Note to the coordinator",
        ["requestType"] = "Request",
    };

    /// <summary>What the screen calls a field.</summary>
    public static string Label(string field)
    {
        if (Labels.TryGetValue(field, out var label))
        {
            return label;
        }

        return field.StartsWith("lines.", StringComparison.Ordinal)
            ? field.Split('.') is [_, _, var part] && part != "product" ? $"Product: {part}" : "Product"
            : field.StartsWith("unread.", StringComparison.Ordinal) ? Label(field["unread.".Length..]) : field.Split('.')[0] is var first && Labels.TryGetValue(first, out var of) ? of : "A field";
    }

    /// <summary>The field of a line.</summary>
    public static string OfLine(Guid line, string part) => $"lines.{line}.{part}";

    /// <summary>The id of the control that a field is entered in.</summary>
    public static string ControlOf(string field) => "f-" + field.Replace('.', '-');
}
