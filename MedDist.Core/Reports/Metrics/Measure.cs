namespace MedDist.Core.Reports.Metrics;

/// <summary>What a measure is counted in.</summary>
public enum MeasureUnit
{
    Count,
    Money,

    /// <summary>0 to 1.</summary>
    Share,
    Hours,
    Days,
    Seconds,
}

/// <summary>One thing that is measured: its name, the sentence that says what it is, and how it is read off a snapshot. Tiles, charts and reports all take it from <see cref="Measures"/>.</summary>
/// <param name="Code">How addresses and stored reports name it.</param>
/// <param name="Name">A few words.</param>
/// <param name="Sentence">What exactly is counted.</param>
/// <param name="Unit">In what.</param>
/// <param name="Type">The type of snapshot it is read off.</param>
/// <param name="Of">Reads it; null where there is nothing to say.</param>
public sealed record Measure(string Code, string Name, string Sentence, MeasureUnit Unit, MetricType Type, Func<MetricValues, double?> Of)
{
    /// <summary>Whether the numbers of several days may be added up; percentiles, shares and what is open may not.</summary>
    public bool AddsUp { get; init; }
}

/// <summary>All measures.</summary>
public static class Measures
{
    public static readonly Measure Received = Counted("orders.received", "Orders received", "Orders submitted for the first time on the day, in your time zone. An order that is corrected and submitted again counts once.", o => o.Received);

    public static readonly Measure Value = new("orders.value", "Value received", "Quantity times unit price of the items of the orders received on the day. Items without a price count as nothing.", MeasureUnit.Money, MetricType.Orders, v => (double?)v.Orders?.Value) { AddsUp = true };

    public static readonly Measure Approved = Counted("orders.approved", "Orders approved", "Orders whose approval of that day still stands.", o => o.Approved);

    public static readonly Measure Forwarded = Counted("orders.forwarded", "Orders sent", "Orders whose message left for the manufacturer on the day.", o => o.Forwarded);

    public static readonly Measure Confirmed = Counted("orders.confirmed", "Orders confirmed", "Orders that the manufacturer confirmed on the day.", o => o.Confirmed);

    public static readonly Measure Shipped = Counted("orders.shipped", "Orders shipped", "Orders whose first parcel left on the day.", o => o.Shipped);

    public static readonly Measure SentBack = Counted("orders.sent_back", "Orders sent back", "Orders sent back to the provider for the first time on the day.", o => o.SentBack);

    public static readonly Measure Denied = Counted("orders.denied", "Orders denied", "Orders that were denied on the day, whatever had been decided before.", o => o.Denied);

    public static readonly Measure Cancelled = Counted("orders.cancelled", "Orders cancelled", "Orders that were cancelled on the day, by whomever.", o => o.Cancelled);

    public static readonly Measure Delivered = Counted("orders.delivered", "Orders delivered", "Orders whose arrival was recorded on the day.", o => o.Delivered);

    public static readonly Measure OnTime = Share("orders.on_time", "Delivered in time", "Part of the orders delivered on the day that arrived on or before the day that was asked for.", o => o.OnTime, o => o.Delivered);

    public static readonly Measure FirstPass = Share("orders.first_pass", "First-pass yield", "Part of the orders approved on the day that were never sent back.", o => o.FirstPass, o => o.Approved);

    public static readonly Measure ToApproval = Hours("cycle.approval", "Received to approved", "Hours from the first submission to the approval, weekends included. Half of the orders approved on the day took no longer.", o => o.ToApproval.P50);

    public static readonly Measure ToSending = Hours("cycle.sending", "Approved to sent", "Hours from the approval to the message leaving. Half of the orders sent on the day took no longer.", o => o.ToSending.P50);

    public static readonly Measure ToConfirmation = Hours("cycle.confirmation", "Sent to confirmed", "Hours from the message leaving to the manufacturer's confirmation. Half of the orders confirmed on the day took no longer.", o => o.ToConfirmation.P50);

    public static readonly Measure ToShipping = Hours("cycle.shipping", "Confirmed to shipped", "Hours from the confirmation to the first parcel leaving. Half of the orders shipped on the day took no longer.", o => o.ToShipping.P50);

    public static readonly Measure Open = new("orders.open", "Open orders", "Orders that are received and neither delivered, denied nor cancelled at the end of the day; of today, so far.", MeasureUnit.Count, MetricType.Orders, v => v.Orders?.Open?.Total);

    public static readonly Measure Stale = new("orders.stale", "Open for over a week", "Open orders that were received eight or more calendar days before.", MeasureUnit.Count, MetricType.Orders, v => v.Orders?.Open is { } open ? open.Days8 + open.Days15 : null);

    public static readonly Measure Answered = new("ivr.answered", "IVRs verified", "Verifications recorded as verified on the day.", MeasureUnit.Count, MetricType.Verifications, v => v.Verifications?.Answered) { AddsUp = true };

    public static readonly Measure IvrTurnaround = new("ivr.turnaround", "IVR turnaround", "Hours from asking to the recorded verification, weekends included. Half of those answered on the day took no longer.", MeasureUnit.Hours, MetricType.Verifications, v => v.Verifications?.Turnaround.P50);

    public static readonly Measure IvrValidity = new("ivr.validity", "IVR validity", "Days that a verification of the day holds. Half of them hold no longer.", MeasureUnit.Days, MetricType.Verifications, v => v.Verifications?.Validity.P50);

    public static readonly Measure IvrInForce = new("ivr.in_force", "IVRs in force", "Verifications that held on the day, first and last day included. Those for a single order are not among them.", MeasureUnit.Count, MetricType.Verifications, v => v.Verifications?.InForce);

    public static readonly Measure FormTime = new("forms.time", "Time to write an order", "Active seconds from the first field to the submission; pauses of more than a minute do not count. Half of the forms took no longer.", MeasureUnit.Seconds, MetricType.Forms, v => v.Forms?.Seconds.P50);

    public static readonly IReadOnlyList<Measure> All =
    [
        Received, Value, Approved, Forwarded, Confirmed, Shipped, SentBack, Denied, Cancelled, Delivered, OnTime, FirstPass,
        ToApproval, ToSending, ToConfirmation, ToShipping, Open, Stale, Answered, IvrTurnaround, IvrValidity, IvrInForce, FormTime,
    ];

    public static Measure? Find(string? code) => All.FirstOrDefault(m => m.Code == code);

    private static Measure Counted(string code, string name, string sentence, Func<OrderMetrics, int> of) =>
        new(code, name, sentence, MeasureUnit.Count, MetricType.Orders, v => v.Orders is { } orders ? of(orders) : null) { AddsUp = true };

    private static Measure Share(string code, string name, string sentence, Func<OrderMetrics, int> part, Func<OrderMetrics, int> all) =>
        new(code, name, sentence, MeasureUnit.Share, MetricType.Orders, v => v.Orders is { } orders && all(orders) > 0 ? (double)part(orders) / all(orders) : null);

    private static Measure Hours(string code, string name, string sentence, Func<OrderMetrics, double?> of) =>
        new(code, name, sentence, MeasureUnit.Hours, MetricType.Orders, v => v.Orders is { } orders ? of(orders) : null);
}
