using MedDist.Core.Documents;
using MedDist.Core.Documents.Uploads;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Shipping;
using MedDist.Core.Tests.Documents.Uploads;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static MedDist.Core.Orders.OrderStatus;

namespace MedDist.Core.Tests.Shipping;

public sealed class ShipmentReceivingTests
{
    [Theory, Databases]
    public async Task Delivered_is_not_received_until_the_facility_has_confirmed_every_parcel(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var (order, first, second) = await TwoAsync(house, world);
        var office = Office(world);
        (await Parcels.ReadAsync(house, world, order)).Status.ShouldBe(Delivered);

        (await ReceiveAsync(house, office, first, new())).Succeeded.ShouldBeTrue();
        (await Parcels.ReadAsync(house, world, order)).Status.ShouldBe(Delivered);
        (await ReceiveAsync(house, world.Ashley, second, new())).Succeeded.ShouldBeTrue();

        var received = await Parcels.ReadAsync(house, world, order);
        received.Status.ShouldBe(Received);
        received.Events.Single(e => e.Action == OrderAction.Receive).OnBehalf.ShouldBeTrue();
        (await Parcels.ParcelAsync(house, world, first)).Receipts.Single().OnBehalf.ShouldBeFalse();
        (await Parcels.ParcelAsync(house, world, second)).Receipts.Single().OnBehalf.ShouldBeTrue();
        (await ReceiveAsync(house, office, first, new())).Failure.ShouldBe(ShippingFailures.Received);
    }

    [Theory, Databases]
    public async Task A_dispute_goes_to_the_queue_is_resolved_with_a_note_and_the_parcel_can_be_confirmed_then(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var (order, first, _) = await TwoAsync(house, world);
        var office = Office(world);
        var line = (await Parcels.ParcelAsync(house, world, first)).Lines.Single();

        (await ReceiveAsync(house, office, first, new() { Found = new Dictionary<Guid, int> { [line.Id] = 0 } })).Failure.ShouldBeOfType<Failure.Invalid>();
        (await ReceiveAsync(house, office, first, new() { TemperatureOk = false })).Failure.ShouldBeOfType<Failure.Invalid>();
        (await ReceiveAsync(house, office, first, new() { IsAccepted = false })).Failure.ShouldBeOfType<Failure.Invalid>();
        (await ReceiveAsync(house, office, first, new() { IsAccepted = false, Reason = "Box was empty", Found = new Dictionary<Guid, int> { [line.Id] = 0 }, Photo = Files.Upload("box.png", Files.Png()) })).Succeeded.ShouldBeTrue();

        var disputed = await Parcels.ReadAsync(house, world, order);
        (disputed.Status, disputed.Section).ShouldBe((Delivered, QueueSection.RequiresAction));
        disputed.ShipmentProblem.ShouldNotBeNull().ShouldContain("Box was empty");
        var receipt = (await Parcels.ParcelAsync(house, world, first)).Receipts.Single();
        receipt.Lines.Single().ShouldBe(new ReceivedLine(line.Id, 1, 0, null));
        (await house.AsAsync<DocumentQueries, DocumentContent?>(world.Ashley, d => d.ContentAsync(receipt.PhotoDocumentId!.Value))).ShouldNotBeNull().ContentType.ShouldBe("image/png");
        await using (var db = house.Open(world.System))
        {
            // What the facility wrote may name a patient.
            (await db.Notifications.SingleAsync(n => n.Type == "shipment.problem")).Message.ShouldNotBeNull().ShouldNotContain("empty");
        }

        (await house.AsAsync<ShipmentService, Result>(world.Ashley, s => s.SettleAsync(first, "Manufacturer sends the rest."))).Succeeded.ShouldBeTrue();
        (await Parcels.ReadAsync(house, world, order)).Section.ShouldBe(QueueSection.Done);
        (await ReceiveAsync(house, office, first, new())).Succeeded.ShouldBeTrue();
        (await Parcels.ParcelAsync(house, world, first)).Receipts.Count.ShouldBe(2);
    }

    [Theory, Databases]
    public async Task Who_has_it_in_hand_knows_before_the_carrier_tells(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var order = await Parcels.OrderAsync(world);
        var id = await Parcels.RecordedAsync(house, world, order);

        (await ReceiveAsync(house, Office(world), id, new())).Succeeded.ShouldBeTrue();

        var parcel = await Parcels.ParcelAsync(house, world, id);
        (parcel.Status, parcel.Stage).ShouldBe((ShipmentStatus.Delivered, ShipmentStage.Received));
        (await Parcels.ReadAsync(house, world, order)).Status.ShouldNotBe(Shipped);
    }

    [Theory, Databases]
    public async Task A_proof_of_delivery_is_kept_for_seven_years_and_only_as_a_picture_or_pdf(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var (_, first, _) = await TwoAsync(house, world);

        (await ProveAsync(Files.Upload("run.pdf", "MZ\u0090 not a pdf"u8.ToArray()))).Failure.ShouldBeOfType<Failure.Invalid>();
        (await ProveAsync(Files.Upload("big.pdf", new byte[UploadRules.MaxBytes + 1]))).Failure.ShouldBeOfType<Failure.Invalid>();
        (await ProveAsync(Files.Upload("../../slip.exe", Files.Pdf))).Failure.ShouldBeOfType<Failure.Invalid>();
        (await ProveAsync(Files.Upload("slip.pdf", "%PDF-1.7 cut off"u8.ToArray()))).Failure.ShouldBeOfType<Failure.Invalid>();
        (await ProveAsync(Files.Upload("slip.pdf", Files.Pdf))).Succeeded.ShouldBeTrue();

        var parcel = await Parcels.ParcelAsync(house, world, first);
        var file = (await house.AsAsync<DocumentQueries, DocumentContent?>(Office(world), d => d.ContentAsync(parcel.ProofDocumentId!.Value))).ShouldNotBeNull();
        (file.FileName, file.ContentType).ShouldBe(("slip.pdf", "application/pdf"));
        parcel.ProofKeptUntil.ShouldBe(DateOnly.FromDateTime(parcel.DeliveredAt!.Value.AddHours(-5).Date).AddYears(7));
        Directory.GetFiles(Path.Combine(house.Folder, "documents"), "*", SearchOption.AllDirectories).ShouldHaveSingleItem().ShouldEndWith(".pdf");

        Task<Result> ProveAsync(UploadedFile file) => house.AsAsync<ShipmentReceiving, Result>(world.Ashley, r => r.ProveAsync(first, file));
    }

    [Theory, Databases]
    public async Task Only_those_who_may_see_the_order_and_receive_goods_confirm_it(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var (_, first, _) = await TwoAsync(house, world);

        (await ReceiveAsync(house, world.CallOf(Role.Viewer), first, new())).Failure.ShouldBe(ShippingFailures.NotReceiving);
        (await ReceiveAsync(house, world.CallOf(world.Provider, AssignmentScope.None), first, new())).Failure.ShouldBe(ShippingFailures.NotFound);
        (await ReceiveAsync(house, (await World.BuildAsync(house, "bluebird")).Ashley, first, new())).Failure.ShouldBe(ShippingFailures.NotFound);
    }

    private static UserCall Office(World world) => world.CallOf(world.Provider, new([world.Organization.Id], [])) with { UserRole = Role.FacilityManager };

    private static Task<Result> ReceiveAsync(House house, ICallContext who, Guid id, ReceiveShipment request) => house.AsAsync<ShipmentReceiving, Result>(who, r => r.ReceiveAsync(id, request));

    private static async Task<(Order Order, Guid First, Guid Second)> TwoAsync(House house, World world)
    {
        var order = await Parcels.OrderAsync(world);
        var item = order.Items[0].Id;
        var first = await Parcels.RecordedAsync(house, world, order, Parcels.Ups, "UPS", new RecordLine(item, 1));
        var second = await Parcels.RecordedAsync(house, world, order, Parcels.OtherUps, "UPS", new RecordLine(item, 1));
        await Parcels.TellAsync(house, world, $"[{Parcels.Event("1", Parcels.Ups, house.Clock.Now, "D")},{Parcels.Event("2", Parcels.OtherUps, house.Clock.Now, "D")}]");
        return (order, first, second);
    }
}
