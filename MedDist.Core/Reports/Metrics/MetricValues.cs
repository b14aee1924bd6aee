using System.Text.Json.Serialization;
using MedDist.Core.Kernel;

namespace MedDist.Core.Reports.Metrics;

/// <summary>The numbers of a snapshot: one of the three, as its type says.</summary>
public sealed record MetricValues
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OrderMetrics? Orders { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public VerificationMetrics? Verifications { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FormMetrics? Forms { get; init; }

    /// <summary>Orders of two places together.</summary>
    public MetricValues And(MetricValues other) => new() { Orders = Orders is { } mine && other.Orders is { } theirs ? mine.And(theirs) : Orders ?? other.Orders };
}

/// <summary>What happened to orders on a day. Each order counts once for each thing, on the day on which it happened.</summary>
public sealed record OrderMetrics
{
    /// <summary>Submitted for the first time.</summary>
    public int Received { get; init; }

    /// <summary>Quantity times price of the items of those received, in the tenant's currency.</summary>
    public decimal Value { get; init; }

    public int Approved { get; init; }

    /// <summary>Of those approved, never sent back before.</summary>
    public int FirstPass { get; init; }

    /// <summary>Left for the manufacturer.</summary>
    public int Forwarded { get; init; }

    public int Confirmed { get; init; }

    public int Shipped { get; init; }

    /// <summary>Sent back for the first time.</summary>
    public int SentBack { get; init; }

    public int Denied { get; init; }

    public int Cancelled { get; init; }

    public int Delivered { get; init; }

    /// <summary>Of those delivered, on or before the day that was asked for.</summary>
    public int OnTime { get; init; }

    /// <summary>Hours from the first submission to the approval, of those approved.</summary>
    public Turnaround ToApproval { get; init; } = Turnaround.None;

    /// <summary>Hours from the approval to the message leaving, of those forwarded.</summary>
    public Turnaround ToSending { get; init; } = Turnaround.None;

    /// <summary>Hours from the message leaving to the manufacturer's confirmation, of those confirmed.</summary>
    public Turnaround ToConfirmation { get; init; } = Turnaround.None;

    /// <summary>Hours from the confirmation to the first parcel leaving, of those shipped.</summary>
    public Turnaround ToShipping { get; init; } = Turnaround.None;

    /// <summary>Open at the end of the day; of today, so far. Null for dimensions that an order can change.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OpenAges? Open { get; init; }

    /// <summary>What happened in two places. Their percentiles cannot be made into one, so that there is none.</summary>
    public OrderMetrics And(OrderMetrics other) => new()
    {
        Received = Received + other.Received,
        Value = Value + other.Value,
        Approved = Approved + other.Approved,
        FirstPass = FirstPass + other.FirstPass,
        Forwarded = Forwarded + other.Forwarded,
        Confirmed = Confirmed + other.Confirmed,
        Shipped = Shipped + other.Shipped,
        SentBack = SentBack + other.SentBack,
        Denied = Denied + other.Denied,
        Cancelled = Cancelled + other.Cancelled,
        Delivered = Delivered + other.Delivered,
        OnTime = OnTime + other.OnTime,
        Open = Open is { } mine && other.Open is { } theirs ? OpenAges.Of([.. mine.ToList().Zip(theirs.ToList(), (a, b) => a + b)]) : null,
    };

    /// <summary>Whether there is nothing to tell.</summary>
    [JsonIgnore]
    public bool IsEmpty => this == Nothing || this == Nothing with { Open = new() };

    private static readonly OrderMetrics Nothing = new();
}

/// <summary>Open orders by full days since they were received: until yesterday, two or three days, up to a week, up to two weeks, longer.</summary>
public sealed record OpenAges(int Fresh = 0, int Days2 = 0, int Days4 = 0, int Days8 = 0, int Days15 = 0)
{
    /// <summary>The first day of each of the five ages.</summary>
    public static readonly IReadOnlyList<int> From = [0, 2, 4, 8, 15];

    [JsonIgnore]
    public int Total => Fresh + Days2 + Days4 + Days8 + Days15;

    public static OpenAges Of(ReadOnlySpan<int> ages) => new(ages[0], ages[1], ages[2], ages[3], ages[4]);

    /// <summary>The five numbers, youngest first.</summary>
    public IReadOnlyList<int> ToList() => [Fresh, Days2, Days4, Days8, Days15];
}

/// <summary>What happened to verifications on a day.</summary>
public sealed record VerificationMetrics
{
    /// <summary>Verified that day.</summary>
    public int Answered { get; init; }

    /// <summary>Hours from asking to the verification, of those that somebody was asked for.</summary>
    public Turnaround Turnaround { get; init; } = Turnaround.None;

    /// <summary>Days that those verified that day hold.</summary>
    public Turnaround Validity { get; init; } = Turnaround.None;

    /// <summary>Verifications that held on the day.</summary>
    public int InForce { get; init; }

    /// <summary>Verifications whose last day it was.</summary>
    public int Ended { get; init; }
}

/// <summary>How long the forms submitted on a day took to write.</summary>
public sealed record FormMetrics(Turnaround Seconds);
