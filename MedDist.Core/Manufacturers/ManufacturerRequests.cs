using System.ComponentModel.DataAnnotations;

namespace MedDist.Core.Manufacturers;

/// <summary>Changes the settings of one manufacturer.</summary>
public sealed record SaveManufacturerSettings
{
    public const int MostLeadDays = 60;
    public const int FewestMinutes = 5;
    public const int MostMinutes = 480;

    [EnumDataType(typeof(SubmissionMethod), ErrorMessage = "Choose how this manufacturer takes orders.")]
    public SubmissionMethod SubmissionMethod { get; init; }

    [Range(0, MostLeadDays, ErrorMessage = "Write the lead time in business days, 0 to 60.")]
    public int LeadTimeDays { get; init; }

    public TimeOnly CutOff { get; init; }

    [EnumDataType(typeof(CombineOrders), ErrorMessage = "Choose when its orders leave.")]
    public CombineOrders Combine { get; init; }

    [Range(FewestMinutes, MostMinutes, ErrorMessage = "Write how many minutes apart, 5 to 480.")]
    public int CombineMinutes { get; init; } = 30;

    [EnumDataType(typeof(VerificationSending), ErrorMessage = "Choose how renewals of verifications leave.")]
    public VerificationSending VerificationSending { get; init; }

    [EnumDataType(typeof(DayOfWeek), ErrorMessage = "Choose a weekday.")]
    public DayOfWeek VerificationDay { get; init; } = DayOfWeek.Monday;

    [Range(0, 1_000_000, ErrorMessage = "Write an amount from 0 to 1,000,000, or leave it empty.")]
    public decimal? MinimumOrderAmount { get; init; }

    /// <summary>The version the caller looked at; another one on save is refused as stale.</summary>
    public int? SeenVersion { get; init; }
}

/// <summary>Changes the contact list of one kind. Addresses stand apart by commas, spaces or lines.</summary>
public sealed record SaveContacts(ContactType Type)
{
    public const int NotesLength = 2000;

    public string To { get; init; } = "";

    public string Cc { get; init; } = "";

    [StringLength(NotesLength, ErrorMessage = "Keep the note under 2,000 characters.")]
    public string Notes { get; init; } = "";

    /// <summary>The version the caller looked at; null for a list that did not exist.</summary>
    public int? SeenVersion { get; init; }
}
