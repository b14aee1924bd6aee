using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Shipping;

/// <summary>What became of the events of one call or file.</summary>
/// <param name="Applied">They are in the history of a parcel now.</param>
/// <param name="Duplicates">They had come before.</param>
/// <param name="Unknown">No parcel has their number yet; kept.</param>
/// <param name="Failed">They could not be read; kept, with the reason.</param>
public sealed record FeedOutcome(int Applied, int Duplicates, int Unknown, int Failed)
{
    public override string ToString() => $"{Applied} applied, {Duplicates} had come before, {Unknown} without a parcel, {Failed} not readable";
}

/// <summary>Takes events of carriers: keeps each as it came before anything is made of it, applies it once, and can do so again.</summary>
public sealed class CarrierFeed(ShipmentBook book, IDbContextFactory<MedDistDbContext> contexts, ICallContext call, TimeProvider clock)
{
    private static readonly TimeSpan FutureTolerance = TimeSpan.FromHours(24);

    /// <summary>Takes the events of one call of a carrier, whose signature the caller has checked.</summary>
    public async Task<FeedOutcome> TakeAsync(string carrier, string body, ShipmentSource source, CancellationToken cancel = default)
    {
        List<Guid> stored = [];
        var duplicates = 0;
        foreach (var raw in CarrierEventReader.Read(body))
        {
            if (await StoreAsync(carrier, raw, source, cancel) is { } id)
            {
                stored.Add(id);
            }
            else
            {
                duplicates++;
            }
        }

        List<CarrierMessageState> states = [];
        foreach (var id in stored)
        {
            states.Add(await ApplyAsync(id, cancel));
        }

        return new(states.Count(s => s == CarrierMessageState.Applied), duplicates, states.Count(s => s == CarrierMessageState.Unknown), states.Count(s => s == CarrierMessageState.Failed));
    }

    /// <summary>Reads in a file of a carrier, by hand.</summary>
    public async Task<Result<FeedOutcome>> TakeFileAsync(string carrier, string content, CancellationToken cancel = default) =>
        ShippingPermissions.MayRecord(call.Role) ? await TakeAsync(carrier, content, ShipmentSource.File, cancel) : ShippingFailures.NotRecording;

    /// <summary>Processes a kept message again, or all that are not applied; those that were are not applied twice.</summary>
    public async Task<Result<FeedOutcome>> ReplayAsync(Guid? messageId = null, CancellationToken cancel = default)
    {
        if (!ShippingPermissions.MayRecord(call.Role))
        {
            return ShippingFailures.NotRecording;
        }

        List<Guid> waiting;
        await using (var db = await contexts.CreateDbContextAsync(cancel))
        {
            waiting = await db.CarrierMessages.Where(m => messageId == null ? m.State != CarrierMessageState.Applied : m.Id == messageId)
                .OrderBy(m => m.ReceivedAt).ThenBy(m => m.Id).Select(m => m.Id).ToListAsync(cancel);
        }

        List<CarrierMessageState> states = [];
        foreach (var id in waiting)
        {
            states.Add(await ApplyAsync(id, cancel));
        }

        return new FeedOutcome(states.Count(s => s == CarrierMessageState.Applied), 0, states.Count(s => s == CarrierMessageState.Unknown), states.Count(s => s == CarrierMessageState.Failed));
    }

    /// <summary>Applies what came for a number before a parcel had it.</summary>
    public async Task CatchUpAsync(string? trackingNumber, CancellationToken cancel = default)
    {
        if (trackingNumber is null)
        {
            return;
        }

        List<Guid> waiting;
        await using (var db = await contexts.CreateDbContextAsync(cancel))
        {
            waiting = await db.CarrierMessages.Where(m => m.TrackingNumber == trackingNumber).OrderBy(m => m.ReceivedAt).ThenBy(m => m.Id).Select(m => m.Id).ToListAsync(cancel);
        }

        foreach (var id in waiting)
        {
            await ApplyAsync(id, cancel);
        }
    }

    /// <summary>Keeps the message; null when its event has come before.</summary>
    private async Task<Guid?> StoreAsync(string carrier, RawCarrierEvent raw, ShipmentSource source, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var id = raw.Event?.Id ?? CarrierEventReader.Fingerprint(raw.Raw);
        if (await db.CarrierMessages.AnyAsync(m => m.Carrier == carrier && m.EventId == id, cancel))
        {
            return null;
        }

        var message = new CarrierMessage { Carrier = carrier, EventId = id, TrackingNumber = raw.Event?.TrackingNumber, Raw = raw.Raw, Source = source, ReceivedAt = clock.GetUtcNow() };
        message.Become(CarrierMessageState.Stored, raw.Problem);
        db.Add(message);
        return (await db.TrySaveAsync(ShippingFailures.Stale, cancel)).Succeeded ? message.Id : null;
    }

    private async Task<CarrierMessageState> ApplyAsync(Guid messageId, CancellationToken cancel)
    {
        CarrierMessage message;
        List<Guid> orders;
        await using (var db = await contexts.CreateDbContextAsync(cancel))
        {
            message = await db.CarrierMessages.AsNoTracking().FirstAsync(m => m.Id == messageId, cancel);
            orders = await db.Shipments.Where(s => s.TrackingNumber == message.TrackingNumber && s.TrackingNumber != null && s.Stage != ShipmentStage.Voided)
                .Select(s => s.OrderId).Distinct().ToListAsync(cancel);
        }

        var (told, problem) = Judged(CarrierEventReader.ReadOne(message.Raw));
        if (told is null)
        {
            return await BecomeAsync(messageId, CarrierMessageState.Failed, message.Raw.StartsWith('{') ? problem : message.Note ?? problem, cancel);
        }

        foreach (var order in orders)
        {
            await book.ChangeAsync(order, open => Task.FromResult(Apply(open, message, told)), cancel);
        }

        return orders.Count > 0
            ? await BecomeAsync(messageId, CarrierMessageState.Applied, null, cancel)
            : await BecomeAsync(messageId, CarrierMessageState.Unknown, "No parcel has this number yet.", cancel);
    }

    private (CarrierEvent? Event, string? Problem) Judged(RawCarrierEvent raw) =>
        raw.Event is { } told && told.At > clock.GetUtcNow() + FutureTolerance ? (null, "Its time lies in the future.") : (raw.Event, raw.Problem);

    private static Result Apply(OpenParcels open, CarrierMessage message, CarrierEvent told)
    {
        foreach (var parcel in open.Parcels.Where(p => !p.IsVoided && p.TrackingNumber == told.TrackingNumber && p.Events.All(e => e.ExternalId != told.Id || e.TrackingNumber != told.TrackingNumber)))
        {
            parcel.Take(new ShipmentEvent(parcel, told.At, told.Status, open.Now)
            {
                Source = message.Source,
                ExternalId = told.Id,
                Place = told.Place,
                Words = told.Words,
                EstimatedOn = told.EstimatedOn,
                SignedBy = told.SignedBy,
            });
            if (parcel.DeliveredAt is { } arrived)
            {
                parcel.Prove(null, null, null, open.DayOf(arrived));
            }

            open.Because = $"{parcel.Carrier} {parcel.TrackingNumber}: {told.Status.Label().ToLowerInvariant()}{(message.Source == ShipmentSource.Simulated ? " (simulated)" : "")}.";
        }

        return Result.Ok;
    }

    private async Task<CarrierMessageState> BecomeAsync(Guid messageId, CarrierMessageState state, string? note, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var message = await db.CarrierMessages.FirstAsync(m => m.Id == messageId, cancel);
        if (state == CarrierMessageState.Unknown && message.State == CarrierMessageState.Applied)
        {
            return CarrierMessageState.Applied;
        }

        message.Become(state, note);
        // Somebody else has processed it meanwhile; what it means is the same.
        await db.TrySaveAsync(ShippingFailures.Stale, cancel);
        return state;
    }
}
