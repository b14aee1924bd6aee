namespace MedDist.Core.Orders.Drafts;

/// <summary>The form's clinical, billing and payer context as an order keeps it.</summary>
public static class DraftIntake
{
    public static OrderIntake Of(OrderDraftContent form) => new()
    {
        Wound = form is { WoundLength: { } length, WoundWidth: { } width } ? new(length, width, form.WoundDepth, form.WoundType, form.WoundLocation) : null,
        PreviousTreatments = form.PreviousTreatments,
        TreatmentDurationWeeks = form.DurationWeeks,
        PlaceOfService = form.PlaceOfService,
        SnfStatus = form.SnfStatus,
        SnfDays = form.SnfStatus ? form.SnfDays : null,
        HospiceStatus = form.HospiceStatus,
        PartAStatus = form.PartAStatus,
        GlobalPeriodStatus = form.GlobalPeriodStatus,
        GlobalPeriodCpt = form.GlobalPeriodStatus ? form.GlobalPeriodCpt : null,
        GlobalPeriodSurgeryDate = form.GlobalPeriodStatus ? form.GlobalPeriodSurgeryDate : null,
        SubscriberName = form.Primary.IsSelf ? null : form.Primary.SubscriberName,
        SubscriberDateOfBirth = form.Primary.IsSelf ? null : form.Primary.SubscriberDateOfBirth,
        SubscriberRelationship = form.Primary.IsSelf ? null : form.Primary.SubscriberRelationship,
        PayerPhone = form.Primary.PayerPhone,
        PlanType = form.Primary.PlanType,
        NetworkStatus = form.Primary.Network,
        ProviderPtan = form.ProviderPtan,
        FacilityPtan = form.FacilityPtan,
        MacJurisdiction = form.MacJurisdiction,
        DiagnosisCodes = form.DiagnosisCodes,
    };
}
