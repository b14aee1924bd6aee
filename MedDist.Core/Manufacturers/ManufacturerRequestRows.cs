using System.Globalization;

namespace MedDist.Core.Manufacturers;

/// <summary>Which requests a list shows. All of it lives in the address of the page.</summary>
public sealed record ManufacturerRequestFilter
{
    public const int PageSize = 50;

    public Guid? ManufacturerId { get; init; }

    /// <summary>Only open ones, or only closed ones; null for all.</summary>
    public bool? IsOpen { get; init; }

    public int Skip { get; init; }
}

/// <summary>A page of requests, and how many match and are open in all.</summary>
public sealed record ManufacturerRequestList(IReadOnlyList<ManufacturerRequestRow> Rows, int Total, int Open);

/// <summary>One line of the log.</summary>
public sealed record ManufacturerRequestRow
{
    public required Guid Id { get; init; }

    public required int Version { get; init; }

    public required Guid ManufacturerId { get; init; }

    public required string Manufacturer { get; init; }

    public required ManufacturerRequestType Type { get; init; }

    public required ManufacturerRequestStatus Status { get; init; }

    public required RequestChannel? Via { get; init; }

    public required string? RequestedBy { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    public required DateOnly? DueOn { get; init; }

    public required DateOnly? EndingBy { get; init; }

    public required string? Details { get; init; }

    public required string? LoggedBy { get; init; }

    public required string? Outcome { get; init; }

    public required int? SentCount { get; init; }

    public required Guid? WorkbookId { get; init; }

    public required DateTimeOffset? CompletedAt { get; init; }

    public required string? CompletedBy { get; init; }

    public bool IsOpen => Status != ManufacturerRequestStatus.Completed;
}

/// <summary>Requests in the words of the screen.</summary>
public static class RequestWords
{
    private static readonly CultureInfo Words = CultureInfo.GetCultureInfo("en-US");

    public static string Label(this ManufacturerRequestType type) => type == ManufacturerRequestType.FormChange ? "Form change" : "IVR renewals";

    public static string Label(this ManufacturerRequestStatus status) => status switch
    {
        ManufacturerRequestStatus.Pending => "Open",
        ManufacturerRequestStatus.InProgress => "In progress",
        _ => "Closed",
    };

    /// <summary>"by text", "by phone".</summary>
    public static string Way(this RequestChannel via) => via switch
    {
        RequestChannel.Email => "by e-mail",
        RequestChannel.Text => "by text",
        _ => "by phone",
    };

    /// <summary>"All renewals", "What ends by 30 Jun 2026", "A change of its form".</summary>
    public static string About(ManufacturerRequestType type, DateOnly? endingBy) =>
        type == ManufacturerRequestType.FormChange ? "A change of its form" : endingBy is { } day ? $"What ends by {Day(day)}" : "All renewals";

    public static string Day(DateOnly day) => day.ToString("d MMM yyyy", Words);

    public static string Label(this VerificationSending sending) => sending switch
    {
        VerificationSending.OneByOne => "One message for each recipient, at once",
        VerificationSending.DailyBundle => "In one message, each day",
        _ => "In one message, once a week",
    };
}
