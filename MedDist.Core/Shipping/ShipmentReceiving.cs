using MedDist.Core.Documents;
using MedDist.Core.Documents.Uploads;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Users;

namespace MedDist.Core.Shipping;

/// <summary>What a facility says about a parcel that arrived, and the proof that it did. Delivered is not received.</summary>
public sealed class ShipmentReceiving(ShipmentBook book, UploadIntake intake, ICallContext call)
{
    /// <summary>
    /// Confirms the parcel, or disputes it: then the order requires action until the coordinator has resolved it with a note. When all parcels of the order are confirmed,
    /// the order is received. A coordinator doing it is tagged as acting on behalf.
    /// </summary>
    public async Task<Result> ReceiveAsync(Guid shipmentId, ReceiveShipment request, CancellationToken cancel = default)
    {
        if (!ShippingPermissions.MayReceive(call.Role))
        {
            return ShippingFailures.NotReceiving;
        }

        if (OrderRequestRules.Check(request) is { } invalid)
        {
            return invalid;
        }

        if (!request.IsAccepted && string.IsNullOrWhiteSpace(request.Reason))
        {
            return new Failure.Invalid(nameof(request.Reason), "Write what is wrong; the coordinator acts on it.");
        }

        return await WithFileAsync(request.Photo, (document, keep) => book.ChangeParcelAsync(shipmentId, (open, parcel) => Task.FromResult(Receive(open, parcel, request, document, keep)), cancel), cancel);
    }

    /// <summary>Keeps a proof of delivery with the parcel: a signed slip or a photo.</summary>
    public async Task<Result> ProveAsync(Guid shipmentId, UploadedFile file, CancellationToken cancel = default) =>
        !ShippingPermissions.MayReceive(call.Role)
            ? ShippingFailures.NotReceiving
            : await WithFileAsync(file, (document, keep) => book.ChangeParcelAsync(shipmentId, (open, parcel) =>
            {
                open.Db.Add(keep(open.Order.Id));
                parcel.Prove(document, null, null, open.DayOf(parcel.DeliveredAt ?? open.Now));
                parcel.Note("Proof of delivery added.", call.UserName, open.Now);
                return Task.FromResult(Result.Ok);
            }, cancel), cancel);

    private Result Receive(OpenParcels open, Shipment parcel, ReceiveShipment request, Guid? photo, Func<Guid, Document> keep)
    {
        if (parcel.ReceivedAt is not null)
        {
            return ShippingFailures.Received;
        }

        List<ReceivedLine> lines = [.. parcel.Lines.Select(l => new ReceivedLine(l.Id, l.Quantity, request.Found.GetValueOrDefault(l.Id, l.Quantity), l.Lot))];
        if (request.IsAccepted && (!request.ConditionOk || request.TemperatureOk == false || lines.Exists(l => l.Found != l.Sent)))
        {
            return new Failure.Invalid(nameof(request.IsAccepted), "What you found differs from what was sent. Dispute the parcel, so that somebody puts it right.");
        }

        if (photo is not null)
        {
            open.Db.Add(keep(open.Order.Id));
        }

        MarkDelivered(open, parcel);
        parcel.Take(new ShipmentReceipt
        {
            ShipmentId = parcel.Id,
            Outcome = request.IsAccepted ? ReceiptOutcome.Received : ReceiptOutcome.Disputed,
            At = open.Now,
            ByUserId = call.UserId,
            ByName = call.UserName,
            OnBehalf = IsOnBehalf,
            Lines = lines,
            ConditionOk = request.ConditionOk,
            TemperatureOk = request.TemperatureOk,
            Reason = request.IsAccepted ? null : request.Reason!.Trim(),
            PhotoDocumentId = photo,
        }, open.Now);
        parcel.Note((request.IsAccepted ? "Receipt confirmed" : $"Disputed: {request.Reason!.Trim()}") + (IsOnBehalf ? " (on behalf of the facility)" : ""), call.UserName, open.Now);
        return Result.Ok;
    }

    /// <summary>Who holds the parcel in hand knows better than a carrier that has not told yet.</summary>
    private void MarkDelivered(OpenParcels open, Shipment parcel)
    {
        if (!parcel.IsDelivered)
        {
            parcel.Take(new ShipmentEvent(parcel, open.Now, ShipmentStatus.Delivered, open.Now) { Source = ShipmentSource.Person, Words = "In the facility's hands.", ByName = call.UserName, IsCorrection = true });
            open.Because = "The facility has the parcel.";
        }

        parcel.Prove(null, null, null, open.DayOf(parcel.DeliveredAt!.Value));
    }

    private bool IsOnBehalf => call.Role is Role.TenantAdmin or Role.SuperAdmin;

    /// <summary>Checks and stores the file, if there is one, and takes it away again where the change fails.</summary>
    private async Task<Result> WithFileAsync(UploadedFile? file, Func<Guid?, Func<Guid, Document>, Task<Result>> change, CancellationToken cancel)
    {
        if (file is null)
        {
            return await change(null, _ => throw new InvalidOperationException("There is no file."));
        }

        var id = Guid.CreateVersion7();
        var taken = await intake.TakeAsync(call.TenantId!.Value, id, file, cancel);
        if (!taken.Succeeded)
        {
            return taken.Failure;
        }

        using var kept = taken.Value;
        var result = await change(id, order => new Document
        {
            Id = id,
            Type = DocumentType.ProofOfDelivery,
            OwnerType = DocumentOwner.Order,
            OwnerId = order,
            FileKey = kept.Key,
            File = kept.Details,
            CreatedByUserId = call.UserId,
        });
        if (result.Succeeded)
        {
            kept.Keep();
        }

        return result;
    }
}
