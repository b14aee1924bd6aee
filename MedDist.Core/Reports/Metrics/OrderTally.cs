using MedDist.Core.Kernel;
using MedDist.Core.Orders;

namespace MedDist.Core.Reports.Metrics;

/// <summary>What is counted of one order.</summary>
internal sealed class OrderFact
{
    public required Guid Id { get; init; }

    public required OrderStatus Status { get; init; }

    public Guid? FacilityId { get; init; }

    public Guid? ManufacturerId { get; init; }

    public Guid? ProviderId { get; init; }

    public Guid? RecipientId { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public DateTimeOffset? SentBackAt { get; init; }

    public DateTimeOffset? ApprovedAt { get; init; }

    public DateTimeOffset? SentAt { get; init; }

    public DateTimeOffset? ConfirmedAt { get; init; }

    public DateTimeOffset? ShippedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public DateOnly? DeliveredOn { get; init; }

    public DateOnly? NeededOn { get; init; }
}

/// <summary>Counts orders day by day and dimension by dimension, in one pass. Keeps the samples of each day, so that its percentiles are exact.</summary>
internal sealed class OrderTally(MetricWindow window)
{
    private readonly Dictionary<(MetricDimension, Guid), Row> rows = [];

    /// <summary>Adds one order.</summary>
    /// <param name="order">The order.</param>
    /// <param name="value">What its items are worth.</param>
    /// <param name="categories">The categories of its items, with what the items there are worth.</param>
    /// <param name="payer">Who pays first.</param>
    public void Add(OrderFact order, decimal value, IEnumerable<KeyValuePair<Guid, decimal>> categories, Guid? payer)
    {
        var at = new Places(order, window);
        Count(RowOf(MetricDimension.None, Guid.Empty), order, at, value);
        Count(RowOf(MetricDimension.Facility, order.FacilityId), order, at, value);
        Count(RowOf(MetricDimension.Manufacturer, order.ManufacturerId), order, at, value);
        Count(RowOf(MetricDimension.Provider, order.ProviderId), order, at, value);
        Count(RowOf(MetricDimension.Payer, payer), order, at, value);
        foreach (var (category, part) in categories)
        {
            Count(RowOf(MetricDimension.Category, category), order, at, part);
        }
    }

    /// <summary>The numbers; of the whole tenant for each day, of the others where there is something to tell.</summary>
    public Dictionary<MetricKey, OrderMetrics> Result()
    {
        Dictionary<MetricKey, OrderMetrics> found = [];
        RowOf(MetricDimension.None, Guid.Empty);
        Span<int> open = stackalloc int[OpenAges.From.Count];
        foreach (var ((dimension, id), row) in rows)
        {
            open.Clear();
            for (var day = 0; day < window.Length; day++)
            {
                row.Open?.Advance(day, open);
                var metrics = (row.Days[day]?.ToMetrics() ?? new()) with { Open = row.Open is null ? null : OpenAges.Of(open) };
                if (dimension == MetricDimension.None || !metrics.IsEmpty)
                {
                    found.Add(new(window.DayAt(day), dimension, id), metrics);
                }
            }
        }

        return found;
    }

    private Row? RowOf(MetricDimension dimension, Guid? id)
    {
        if (id is not { } key)
        {
            return null;
        }

        if (!rows.TryGetValue((dimension, key), out var row))
        {
            // An order stays with its facility and manufacturer; its payer and items may change, and then only the days on which something happened are counted again.
            rows[(dimension, key)] = row = new(window.Length, dimension is MetricDimension.None or MetricDimension.Facility or MetricDimension.Manufacturer);
        }

        return row;
    }

    private void Count(Row? row, OrderFact order, Places at, decimal value)
    {
        if (row is null)
        {
            return;
        }

        row.Open?.Add(at.Received, at.Finished ?? window.Length);
        if (window.Has(at.Received))
        {
            var day = row.At(at.Received);
            day.Received++;
            day.Value += value;
        }

        if (window.Has(at.SentBack))
        {
            row.At(at.SentBack).SentBack++;
        }

        CountSteps(row, order, at);
        CountEnd(row, order, at);
    }

    private void CountSteps(Row row, OrderFact order, Places at)
    {
        if (window.Has(at.Approved))
        {
            var day = row.At(at.Approved);
            day.Approved++;
            day.FirstPass += order.SentBackAt is null ? 1 : 0;
            Sample(day.ToApproval, order.ReceivedAt, order.ApprovedAt);
        }

        if (window.Has(at.Sent))
        {
            var day = row.At(at.Sent);
            day.Forwarded++;
            Sample(day.ToSending, order.ApprovedAt, order.SentAt);
        }

        if (window.Has(at.Confirmed))
        {
            var day = row.At(at.Confirmed);
            day.Confirmed++;
            Sample(day.ToConfirmation, order.SentAt, order.ConfirmedAt);
        }

        if (window.Has(at.Shipped))
        {
            var day = row.At(at.Shipped);
            day.Shipped++;
            Sample(day.ToShipping, order.ConfirmedAt, order.ShippedAt);
        }
    }

    private void CountEnd(Row row, OrderFact order, Places at)
    {
        if (!window.Has(at.Finished))
        {
            return;
        }

        var day = row.At(at.Finished);
        switch (order.Status)
        {
            case OrderStatus.Denied:
                day.Denied++;
                break;
            case OrderStatus.Cancelled:
                day.Cancelled++;
                break;
            default:
                day.Delivered++;
                day.OnTime += order.NeededOn is { } needed && (order.DeliveredOn ?? at.FinishedOn) <= needed ? 1 : 0;
                break;
        }
    }

    /// <summary>Hours from one step to the next; a step that was done again before the other has no length.</summary>
    private static void Sample(List<double> samples, DateTimeOffset? from, DateTimeOffset? to)
    {
        if (to - from is { } took && took >= TimeSpan.Zero)
        {
            samples.Add(took.TotalHours);
        }
    }

    private readonly struct Places(OrderFact order, MetricWindow window)
    {
        public int Received { get; } = window.Place(order.ReceivedAt);

        public int? SentBack { get; } = Of(order.SentBackAt, window);

        public int? Approved { get; } = Of(order.ApprovedAt, window);

        public int? Sent { get; } = Of(order.SentAt, window);

        public int? Confirmed { get; } = Of(order.ConfirmedAt, window);

        public int? Shipped { get; } = Of(order.ShippedAt, window);

        public int? Finished { get; } = Of(order.FinishedAt, window);

        /// <summary>The calendar day on which it was said to have arrived.</summary>
        public DateOnly? FinishedOn => Finished is { } place ? window.DayAt(place) : null;

        private static int? Of(DateTimeOffset? moment, MetricWindow window) => moment is { } at ? window.Place(at) : null;
    }

    private sealed class Row(int days, bool countsOpen)
    {
        public Cell?[] Days { get; } = new Cell?[days];

        public OpenTally? Open { get; } = countsOpen ? new(days) : null;

        public Cell At(int? place) => Days[place!.Value] ??= new();
    }

    private sealed class Cell
    {
        public int Received;
        public decimal Value;
        public int Approved;
        public int FirstPass;
        public int Forwarded;
        public int Confirmed;
        public int Shipped;
        public int SentBack;
        public int Denied;
        public int Cancelled;
        public int Delivered;
        public int OnTime;

        public List<double> ToApproval { get; } = [];

        public List<double> ToSending { get; } = [];

        public List<double> ToConfirmation { get; } = [];

        public List<double> ToShipping { get; } = [];

        public OrderMetrics ToMetrics() => new()
        {
            Received = Received,
            Value = Value,
            Approved = Approved,
            FirstPass = FirstPass,
            Forwarded = Forwarded,
            Confirmed = Confirmed,
            Shipped = Shipped,
            SentBack = SentBack,
            Denied = Denied,
            Cancelled = Cancelled,
            Delivered = Delivered,
            OnTime = OnTime,
            ToApproval = Turnaround.Of(ToApproval),
            ToSending = Turnaround.Of(ToSending),
            ToConfirmation = Turnaround.Of(ToConfirmation),
            ToShipping = Turnaround.Of(ToShipping),
        };
    }
}

/// <summary>Counts what is open at the end of each day by its age: an order enters an age on one day and leaves it on another, and nothing is done for the days between.</summary>
public sealed class OpenTally(int days)
{
    private readonly int[,] changes = new int[days + 1, OpenAges.From.Count];

    /// <summary>Open from the day <paramref name="received"/> to the day before <paramref name="finished"/>, as places in a window.</summary>
    public void Add(int received, int finished)
    {
        for (var age = 0; age < OpenAges.From.Count; age++)
        {
            var from = Math.Max(0, received + OpenAges.From[age]);
            var to = Math.Min(Math.Min(finished, days), age + 1 < OpenAges.From.Count ? received + OpenAges.From[age + 1] : int.MaxValue);
            if (from < to)
            {
                changes[from, age]++;
                changes[to, age]--;
            }
        }
    }

    /// <summary>From what was open the day before to this day.</summary>
    public void Advance(int day, Span<int> open)
    {
        for (var age = 0; age < open.Length; age++)
        {
            open[age] += changes[day, age];
        }
    }
}
