namespace MedDist.Core.Shipping;

/// <summary>What is known of the parcel: derived from its events, stored for lists.</summary>
public sealed partial class Shipment
{
    public ShipmentStatus Status { get; private set; } = ShipmentStatus.Pending;

    public ShipmentStage Stage { get; private set; } = ShipmentStage.OnTheRoad;

    public DateTimeOffset? DeliveredAt { get; private set; }

    /// <summary>When the facility confirmed what arrived; delivered is not received.</summary>
    public DateTimeOffset? ReceivedAt { get; private set; }

    /// <summary>The day the carrier expects to deliver.</summary>
    public DateOnly? EstimatedOn { get; private set; }

    public DateTimeOffset? LastEventAt { get; private set; }

    public string? LastPlace { get; private set; }

    /// <summary>Carrier events of this number so far.</summary>
    public int ScanCount { get; private set; }

    /// <summary>Some of its events were made up by the simulated feed.</summary>
    public bool IsSimulated { get; private set; }

    /// <summary>What the coordinator must look at; null when all is well.</summary>
    public ShipmentProblem? Problem { get; private set; }

    public string? ProblemSentence { get; private set; }

    /// <summary>The problem that was dealt with last; it does not come up again until the carrier tells something new.</summary>
    public ShipmentProblem? SettledProblem { get; private set; }

    /// <summary><see cref="ScanCount"/> when it was dealt with.</summary>
    public int SettledScans { get; private set; }

    /// <summary>Why the facility does not accept what arrived; null without an open dispute.</summary>
    public string? DisputeReason { get; private set; }

    /// <summary>Adds what a carrier told, and works out where the parcel is from all of it, in whatever order it came.</summary>
    public void Take(ShipmentEvent told)
    {
        events.Add(told);
        Refold();
    }

    /// <summary>For parcels of which nobody keeps events: it is on its way.</summary>
    public void HandOver(DateTimeOffset at)
    {
        ShippedAt = at;
        Status = ShipmentStatus.InTransit;
    }

    /// <summary>For parcels of which nobody keeps events: it has arrived.</summary>
    public void Deliver(DateTimeOffset at)
    {
        DeliveredAt = at;
        Status = ShipmentStatus.Delivered;
        Restage();
    }

    /// <summary>The facility has confirmed what arrived.</summary>
    public void Receive(DateTimeOffset at)
    {
        ReceivedAt = at;
        DisputeReason = null;
        Restage();
    }

    /// <summary>Adds what the facility said of the parcel, and follows from it.</summary>
    public void Take(ShipmentReceipt receipt, DateTimeOffset now)
    {
        receipts.Add(receipt);
        if (receipt.Outcome == ReceiptOutcome.Received)
        {
            Receive(now);
            return;
        }

        DisputeReason = receipt.Reason;
        SettledProblem = null;
    }

    /// <summary>Finds out whether the parcel needs somebody. True when a problem has come up that was not there before.</summary>
    /// <param name="neededBy">The day the order is wanted.</param>
    /// <param name="isTracked">Whether this carrier's events reach us; else a missing scan says nothing.</param>
    /// <param name="now">Now.</param>
    public bool Judge(DateOnly? neededBy, bool isTracked, DateTimeOffset now)
    {
        var before = Problem;
        var found = ShipmentProblemRules.Of(this, neededBy, isTracked, now);
        if (found is { } known && known.Problem == SettledProblem && ScanCount == SettledScans)
        {
            found = null;
        }

        (Problem, ProblemSentence) = (found?.Problem, found?.Sentence);
        return Problem is not null && Problem != before;
    }

    /// <summary>Somebody has dealt with the problem.</summary>
    public void Settle(string note, string by, DateTimeOffset now)
    {
        Note($"{(Problem == ShipmentProblem.Disputed ? "Dispute resolved" : "Dealt with")}: {note}", by, now);
        (SettledProblem, SettledScans, DisputeReason) = (Problem, ScanCount, null);
        (Problem, ProblemSentence) = (null, null);
    }

    private void Refold()
    {
        var told = events.Where(e => e.Status is not null && e.TrackingNumber == TrackingNumber).ToList();
        var state = ShipmentState.Of(told);
        (Status, DeliveredAt, EstimatedOn, LastEventAt, LastPlace) = (state.Status, state.DeliveredAt, state.EstimatedOn, state.LastEventAt, state.Place);
        ScanCount = told.Count;
        IsSimulated = told.Exists(e => e.Source == ShipmentSource.Simulated);
        if (state.SignedBy is not null)
        {
            (SignedBy, SignedAt) = (state.SignedBy, state.DeliveredAt);
        }

        Restage();
    }

    private void Restage() => Stage = IsVoided ? ShipmentStage.Voided
        : ReceivedAt is not null ? ShipmentStage.Received
        : IsDelivered ? ShipmentStage.Delivered
        : ShipmentStage.OnTheRoad;
}
