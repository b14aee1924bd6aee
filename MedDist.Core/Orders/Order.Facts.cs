using MedDist.Core.Verifications;

namespace MedDist.Core.Orders;

/// <summary>The derived facts that lists filter, count and sort by: stored, computed by the same pure functions that screens explain them with.</summary>
public sealed partial class Order
{
    public QueueSection Section { get; private set; } = QueueSection.Draft;

    /// <summary>Latest moment at which forwarding the order still gets it there in time, by <see cref="SendByClock"/>; null without a delivery date.</summary>
    public DateTimeOffset? SendBy { get; private set; }

    /// <summary>
    /// Sort key of every list of orders: open ones by <see cref="SendBy"/>, most urgent first; then those without a time; then finished ones, latest first.
    /// A moment, so that one index serves all tabs on every database; the far ones mean nothing by themselves.
    /// </summary>
    public DateTimeOffset QueuePosition { get; private set; } = Far;

    private static readonly DateTimeOffset Far = new(3000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public IvrState IvrState { get; private set; } = IvrState.Missing;

    public DateOnly? IvrValidThrough { get; private set; }

    /// <summary>The one sentence that explains the light.</summary>
    public string IvrSentence { get; private set; } = "Not checked yet.";

    /// <summary>The verification periods that cover the order (the seed's <c>verification_ids</c>).</summary>
    public List<Guid> VerificationIds { get; private set; } = [];

    public SendState SendState { get; private set; }

    /// <summary>Why the last try failed, while <see cref="SendState"/> is failed.</summary>
    public string? SendError { get; private set; }

    public void SetIvr(IvrAnswer answer)
    {
        IvrState = answer.State;
        IvrValidThrough = answer.ValidThrough;
        IvrSentence = answer.Sentence;
        if (!VerificationIds.SequenceEqual(answer.PeriodIds))
        {
            VerificationIds = [.. answer.PeriodIds];
        }
    }

    public void SetSendBy(SendByAnswer answer)
    {
        (SendBy, SendByReason) = (answer.At, answer.Explanation);
        RefreshSection();
    }

    /// <summary>The tab an order of this status and sending belongs to.</summary>
    public static QueueSection SectionOf(OrderStatus status, SendState send) => status switch
    {
        OrderStatus.Draft => QueueSection.Draft,
        OrderStatus.SentBack => QueueSection.WithProvider,
        OrderStatus.PendingReview or OrderStatus.Resubmitted or OrderStatus.Approved or OrderStatus.RejectedByManufacturer or OrderStatus.OnHold => QueueSection.RequiresAction,
        OrderStatus.ReadyToSend or OrderStatus.SentToManufacturer => send == SendState.Failed ? QueueSection.RequiresAction : QueueSection.WithManufacturer,
        OrderStatus.Confirmed => QueueSection.WithManufacturer,
        OrderStatus.PartiallyShipped or OrderStatus.Shipped => QueueSection.InTransit,
        _ => QueueSection.Done,
    };

    private void RefreshSection()
    {
        Section = SectionOf(Status, SendState, ShipmentProblem is not null);
        if (Section == QueueSection.Done)
        {
            EndClaim();
        }

        EndFlags();
        QueuePosition = Section is not QueueSection.Done ? HeldPlace ?? SendBy ?? Far : Far + (Far - (SendBy ?? ProviderSubmittedAt ?? Far));
    }
}
