using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Shipping;

/// <summary>Records parcels, puts them right, and deals with their problems.</summary>
public sealed class ShipmentService(ShipmentBook book, IDbContextFactory<MedDistDbContext> contexts, CarrierFeed feed, ICallContext call)
{
    /// <summary>
    /// Records a parcel, moves the order to shipped or partially shipped by what is in it, and applies what its carrier has already told. The number is the parcel's new id.
    /// Fails as <see cref="ShippingFailures"/> says: recorded already, more than is left, order not shippable. Nothing is written then.
    /// </summary>
    public async Task<Result<Guid>> RecordAsync(Guid orderId, RecordShipment request, CancellationToken cancel = default)
    {
        if (Refusal(request) is { } refusal)
        {
            return refusal;
        }

        Shipment? made = null;
        var result = await book.ChangeAsync(orderId, open => Task.FromResult(Record(open, request, out made)), cancel);
        if (!result.Succeeded)
        {
            return result.Failure;
        }

        await feed.CatchUpAsync(made!.TrackingNumber, cancel);
        return made.Id;
    }

    /// <summary>Corrects number or carrier; what was told about the wrong number no longer counts.</summary>
    public async Task<Result> CorrectAsync(Guid shipmentId, CorrectShipment request, CancellationToken cancel = default)
    {
        if (Refusal(request) is { } refusal)
        {
            return refusal;
        }

        var (carrier, number, service) = Read(request.Carrier, request.Number);
        var result = await book.ChangeParcelAsync(shipmentId, (open, parcel) => Task.FromResult(Correct(open, parcel, carrier, number, service)), cancel);
        if (result.Succeeded)
        {
            await feed.CatchUpAsync(number, cancel);
        }

        return result;
    }

    /// <summary>Says where a parcel is by what a person knows, also against a delivery that the carrier reported.</summary>
    public async Task<Result> CorrectWhereaboutsAsync(Guid shipmentId, CorrectWhereabouts request, CancellationToken cancel = default) =>
        Refusal(request) is { } refusal ? refusal : await book.ChangeParcelAsync(shipmentId, (open, parcel) => Task.FromResult(Place(open, parcel, request)), cancel);

    /// <summary>Takes a parcel back that never was one of this order; the order goes back as far as the others say.</summary>
    public async Task<Result> VoidAsync(Guid shipmentId, string reason, CancellationToken cancel = default) => await book.ChangeParcelAsync(shipmentId, (open, parcel) =>
    {
        if (ReasonRefusal(reason) is { } refusal)
        {
            return Task.FromResult(Result.From(refusal));
        }

        parcel.Void(reason.Trim(), call.UserName, open.Now);
        open.Because = $"{OrderShipping.Words(open.Order, parcel)} voided: {reason.Trim()}";
        return Task.FromResult(Result.Ok);
    }, cancel);

    /// <summary>Notes what was done about the parcel's problem; the order no longer requires action for it.</summary>
    public async Task<Result> SettleAsync(Guid shipmentId, string note, CancellationToken cancel = default) => await book.ChangeParcelAsync(shipmentId, (open, parcel) =>
    {
        if (ReasonRefusal(note) is { } refusal)
        {
            return Task.FromResult(Result.From(refusal));
        }

        if (parcel.Problem is null)
        {
            return Task.FromResult<Result>(ShippingFailures.NoProblem);
        }

        parcel.Settle(note.Trim(), call.UserName, open.Now);
        return Task.FromResult(Result.Ok);
    }, cancel);

    /// <summary>Looks at all parcels that time alone may have made a problem; returns how many orders changed. Doing it again changes nothing.</summary>
    public async Task<int> RefreshAsync(CancellationToken cancel = default)
    {
        List<Guid> orders;
        await using (var db = await contexts.CreateDbContextAsync(cancel))
        {
            var tracked = db.CarrierConnections.Where(c => c.IsActive).Select(c => c.Carrier);
            orders = await db.Shipments
                .Where(s => s.Stage == ShipmentStage.OnTheRoad && s.Problem == null && (s.Status == ShipmentStatus.Pending || s.Status == ShipmentStatus.InfoReceived) && tracked.Contains(s.Carrier))
                .Select(s => s.OrderId).Distinct().ToListAsync(cancel);
        }

        var changed = 0;
        foreach (var order in orders)
        {
            var wasOpen = false;
            await book.ChangeAsync(order, open =>
            {
                wasOpen = open.Parcels.Any(p => ShipmentProblemRules.Of(p, open.Order.RequestedDeliveryDate, true, open.Now) is not null && p.Problem is null);
                return Task.FromResult(Result.Ok);
            }, cancel);
            changed += wasOpen ? 1 : 0;
        }

        return changed;
    }

    private bool MayRecord => call.Role is null || ShippingPermissions.MayRecord(call.Role);

    private Failure? Refusal(object request) => MayRecord ? OrderRequestRules.Check(request) : ShippingFailures.NotRecording;

    private Failure? ReasonRefusal(string? reason) => !MayRecord ? ShippingFailures.NotRecording
        : string.IsNullOrWhiteSpace(reason) ? new Failure.Invalid("Reason", "Write why; the parcel's history shows it.")
        : reason.Length > Shipment.ReasonLength ? new Failure.Invalid("Reason", "Keep it under 1,000 characters.")
        : null;

    private Result Record(OpenParcels open, RecordShipment request, out Shipment? made)
    {
        made = null;
        var (carrier, number, service) = Read(request.Carrier, request.Number);
        if (number is not null && open.Parcels.Find(p => !p.IsVoided && p.TrackingNumber == number) is { } twin)
        {
            return ShippingFailures.AlreadyRecorded(number, twin.RecordedByName);
        }

        if (!OrderShipping.TakesParcels(open.Order.Status))
        {
            return ShippingFailures.NotShippable(open.Order.Status);
        }

        if (Lines(open, request.Lines, out var lines) is { } refusal)
        {
            return refusal;
        }

        made = new Shipment(open.Order.Id, carrier, number, service) { Source = call.Role is null ? ShipmentSource.Manufacturer : ShipmentSource.Person, RecordedByName = call.UserName };
        made.Leave(request.ShippedAt is { } at && at < open.Now ? at : open.Now);
        lines.ForEach(made.AddLine);
        open.Parcels.Add(made);
        open.Db.Add(made);
        open.Because = OrderShipping.Words(open.Order, made);
        return Result.Ok;
    }

    private static Failure? Lines(OpenParcels open, IReadOnlyList<RecordLine>? wanted, out List<ShipmentLine> lines)
    {
        var left = OrderShipping.Remaining(open.Order, open.Parcels);
        var asked = wanted ?? [.. left.Where(l => l.Value > 0).Select(l => new RecordLine(l.Key, l.Value))];
        lines = [];
        foreach (var item in asked.GroupBy(l => l.OrderItemId))
        {
            if (open.Order.Items.FirstOrDefault(i => i.Id == item.Key) is not { } ordered)
            {
                return new Failure.Invalid("Lines", "One of the lines is not of this order. Load the order again.");
            }

            if (item.Any(l => l.Quantity < 1 || l.Lot?.Length > RecordLine.CodeLength || l.Serial?.Length > RecordLine.CodeLength))
            {
                return new Failure.Invalid("Lines", "Each line needs a quantity of at least 1, and a lot and serial of at most 80 characters.");
            }

            if (item.Sum(l => (long)l.Quantity) > left[item.Key])
            {
                return ShippingFailures.TooMany(ordered.Product?.Name ?? "this item", left[item.Key]);
            }

            lines.AddRange(item.Select(l => new ShipmentLine { OrderItemId = l.OrderItemId, Quantity = l.Quantity, Lot = l.Lot.OrNull(), Serial = l.Serial.OrNull(), ExpiresOn = l.ExpiresOn }));
        }

        return null;
    }

    private Result Correct(OpenParcels open, Shipment parcel, string carrier, string? number, string? service)
    {
        if (number is not null && open.Parcels.Find(p => p != parcel && !p.IsVoided && p.TrackingNumber == number) is { } twin)
        {
            return ShippingFailures.AlreadyRecorded(number, twin.RecordedByName);
        }

        parcel.Correct(carrier, number, service, call.UserName, open.Now);
        return Result.Ok;
    }

    private Result Place(OpenParcels open, Shipment parcel, CorrectWhereabouts request)
    {
        var at = request.At is { } known && known < open.Now ? known : open.Now;
        parcel.Take(new ShipmentEvent(parcel, at, request.Status, open.Now)
        {
            Source = call.Role is null ? ShipmentSource.Manufacturer : ShipmentSource.Person,
            Words = request.Words.Trim(),
            ByName = call.UserName,
            IsCorrection = true,
        });
        if (parcel.DeliveredAt is { } arrived)
        {
            parcel.Prove(null, null, null, open.DayOf(arrived));
        }

        open.Because = request.Words.Trim();
        return Result.Ok;
    }

    /// <summary>The carrier as said, the number as carriers print it, and the service where the number tells.</summary>
    private static (string Carrier, string? Number, string? Service) Read(string carrier, string? text)
    {
        var answer = TrackingNumber.Recognise(text);
        var said = Carriers.Find(carrier) ?? carrier.Trim();
        var match = answer.Candidates.FirstOrDefault(c => c.Carrier == said);
        return (said, answer.Compact.Length == 0 ? null : match?.Number ?? answer.Compact, match?.Service);
    }
}
