using MedDist.Core.Shipping;
using MedDist.Web.Orders;

namespace MedDist.Web.Shipping;

/// <summary>A pasted number with the carrier that the user has or leaves chosen.</summary>
public sealed class TrackingDraft(TrackingAnswer answer)
{
    public TrackingAnswer Answer { get; } = answer;

    public string Carrier { get; set; } = answer.Candidates.Count > 0 ? answer.Candidates[0].Carrier : Carriers.Other;

    public string Number => Answer.Candidates.FirstOrDefault(c => c.Carrier == Carrier)?.Number ?? Answer.Compact;

    /// <summary>Those that fit first, then all others: the check only advises.</summary>
    public IReadOnlyList<string> Choices => [.. Answer.Candidates.Select(c => c.Carrier).Concat(Carriers.All).Distinct()];

    public StatusLook Look => Answer switch
    {
        { Match: not null } => new("green", Shapes.Check),
        { IsAmbiguous: true } => new("orange", Shapes.Half),
        _ => new("orange", Shapes.Triangle),
    };

    public string Words => Answer switch
    {
        { Match: { IsChecked: true } match } => match.Service is null ? match.Carrier : $"{match.Carrier} {match.Service}",
        { Match: { } match } => $"Probably {match.Carrier}",
        { IsAmbiguous: true } => $"{string.Join(" or ", Answer.Candidates.Select(c => c.Carrier))}: choose",
        _ => "Not recognised: choose the carrier",
    };
}

/// <summary>One line of a parcel as it is typed.</summary>
public sealed class ContentLine(Guid orderItemId)
{
    public Guid OrderItemId { get; } = orderItemId;

    public int Quantity { get; set; }

    public string? Lot { get; set; }

    public string? Serial { get; set; }

    public DateOnly? ExpiresOn { get; set; }

    public RecordLine ToRequest() => new(OrderItemId, Quantity, Lot, Serial, ExpiresOn);
}
