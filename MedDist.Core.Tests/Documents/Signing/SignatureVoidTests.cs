using MedDist.Core.Catalog;
using MedDist.Core.Documents;
using MedDist.Core.Documents.Signing;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Recipients;
using MedDist.Core.Tests.Orders;
using MedDist.Core.Tests.Support;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Documents.Signing;

public sealed class SignatureVoidTests
{
    [Theory, Databases]
    public async Task An_edit_of_what_was_signed_voids_the_signature_visibly_and_asks_for_a_new_one(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var (desk, order) = await SignedAsync(house);
        var seen = await desk.FieldsAsync(order);
        house.Clock.Advance(TimeSpan.FromHours(2));
        (await desk.EditAsync(desk.Ashley, order, seen, seen with { ServiceDate = new(2026, 6, 29), DeliverBy = new(2026, 6, 26) })).Value!.IsSaved.ShouldBeTrue();

        await using var db = house.Open(desk.World.System);
        var (old, asked) = (await DocumentAsync(db, DocumentStatus.SignatureVoid), await DocumentAsync(db, DocumentStatus.PendingSignature));
        (old.VoidedAt, old.VoidReason, old.Signatures.Single().Name).ShouldBe((house.Clock.Now, "Service date and deliver by changed after the signature, by Ashley Nguyen.", "Dr. Elena Reyes"));
        (asked.OwnerId, asked.SignerUserId, asked.FileKey).ShouldBe((order.Id, desk.World.Provider.Id, null));
        (await db.Orders.SingleAsync()).FlagCodes.ShouldContain("|document.unsigned|");
        (await ListAsync(desk)).ShouldHaveSingleItem().Because.ShouldBe(old.VoidReason);
        (await desk.NewsOfAsync(desk.World.Provider.Id)).ShouldContain($"{order.OrderNumber}: please sign again{old.VoidReason}");
        var story = (await house.AsAsync<OrderTimelineQueries, IReadOnlyList<TimelineEntry>?>(desk.Ashley, q => q.ListAsync(order.Id)))!.Where(e => e.Kind == TimelineKind.Document).Select(e => e.Title);
        story.ShouldBe(["Signature void", "Signature asked for: order form", "Order form signed", "Signature asked for: order form"], ignoreOrder: true);
        (await house.AsAsync<DocumentQueries, DocumentContent?>(desk.Ashley, q => q.ContentAsync(old.Id))).ShouldNotBeNull("what was signed stays to be read");

        // Another change before it is signed asks for nothing more.
        var now = await desk.FieldsAsync(order);
        (await desk.EditAsync(desk.Ashley, order, now, now with { Notes = "Ring twice" })).Value!.IsSaved.ShouldBeTrue();
        (await db.Documents.CountAsync()).ShouldBe(2);
        (await SignAsync(desk, (await ListAsync(desk)).Single())).Failure.ShouldBeNull();
        (await db.Documents.AsNoTracking().Select(d => d.Status).ToListAsync()).ShouldBe([DocumentStatus.SignatureVoid, DocumentStatus.SignatureComplete], ignoreOrder: true);
        (await db.Orders.AsNoTracking().SingleAsync()).FlagCodes.ShouldNotContain("|document.unsigned|");
    }

    [Theory, Databases]
    public async Task What_the_form_does_not_show_leaves_the_signature_alone(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var (desk, order) = await SignedAsync(house);
        var seen = await desk.FieldsAsync(order);
        (await desk.EditAsync(desk.Ashley, order, seen, seen with { InternalNotes = "Pays on time now" })).Value!.IsSaved.ShouldBeTrue();
        await using var db = house.Open(desk.World.System);
        (await db.Documents.SingleAsync()).Status.ShouldBe(DocumentStatus.SignatureComplete);
    }

    [Theory, Databases]
    public async Task A_resubmit_with_other_values_is_signed_again_and_one_without_is_not(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var (desk, order) = await SignedAsync(house);
        (await desk.MoveAsync(desk.Ashley, order, new(OrderAction.SendBack) { Reason = "Which code?" })).Failure.ShouldBeNull();
        await using var db = house.Open(desk.World.System);
        (await db.Documents.AsNoTracking().SingleAsync()).Status.ShouldBe(DocumentStatus.SignatureComplete);

        var seen = await desk.FieldsAsync(order);
        (await desk.EditAsync(desk.Reyes, order, seen, seen with { Diagnosis = "E11.621, L97.412", Items = [seen.Items[0] with { Quantity = 3 }] })).Value!.IsSaved.ShouldBeTrue();
        (await desk.MoveAsync(desk.Reyes, order, new(OrderAction.Resubmit))).Failure.ShouldBeNull();
        (await DocumentAsync(db, DocumentStatus.SignatureVoid)).VoidReason.ShouldBe("Diagnosis codes and items changed after the signature.");
        (await ListAsync(desk)).ShouldHaveSingleItem();
        (await desk.NewsOfAsync(desk.World.Provider.Id)).ShouldNotContain(n => n.Contains("sign again"), "who changed it themselves knows");
    }

    [Theory, Databases]
    public async Task Forwarding_takes_no_signature_along_that_is_about_another_order(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var (desk, order) = await SignedAsync(house);
        (await desk.MoveAsync(desk.Ashley, order, new(OrderAction.Approve) { IvrBypassReason = "arranged by phone" })).Failure.ShouldBeNull();

        // Something that no edit of the order told of: the product was renamed.
        await using (var db = house.Open(desk.World.System))
        {
            db.Entry(await db.Products.SingleAsync(p => p.Id == desk.World.Product.Id)).Property(p => p.Name).CurrentValue = "Amnion sheet, new";
            await db.SaveChangesAsync();
        }

        (await house.AsAsync<OrderForwarding, Result<ForwardedOrder>>(desk.Ashley, f => f.ForwardAsync(order.Id))).Failure.ShouldBeNull();
        await using (var db = house.Open(desk.World.System))
        {
            var attached = (await db.IntegrationQueue.SingleAsync()).Payload.DocumentIds;
            (await db.Documents.Where(d => attached.Contains(d.Id)).Select(d => d.Status).ToListAsync()).ShouldBe([DocumentStatus.Submitted]);
            (await DocumentAsync(db, DocumentStatus.SignatureVoid)).VoidReason.ShouldBe("Items changed after the signature, by Ashley Nguyen.");
        }

        // Taken back, the message's own form goes; what was signed stays.
        (await house.AsAsync<OrderForwarding, Result>(desk.Ashley, f => f.UndoAsync(order.Id))).Failure.ShouldBeNull();
        await using var after = house.Open(desk.World.System);
        (await after.Documents.Select(d => d.Status).ToListAsync()).ShouldBe([DocumentStatus.SignatureVoid, DocumentStatus.PendingSignature], ignoreOrder: true);
    }

    [Theory, Databases]
    public async Task Another_name_of_the_recipient_is_signed_again_while_the_order_is_here(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var (desk, _) = await SignedAsync(house);
        await using var db = house.Open(desk.World.System);
        var recipient = await db.Recipients.AsNoTracking().SingleAsync(r => r.Id == desk.World.Recipient.Id);
        var entry = EditRecipient.Of(recipient) with { LastName = "Fenwick" };
        (await house.AsAsync<RecipientService, Result>(desk.Ashley, s => s.EditAsync(recipient.Id, entry))).Failure.ShouldBeNull();
        (await DocumentAsync(db, DocumentStatus.SignatureVoid)).VoidReason.ShouldBe("Recipient changed after the signature, by Ashley Nguyen.");
        (await db.Orders.SingleAsync()).FlagCodes.ShouldContain("|document.unsigned|");
    }

    [Fact]
    public async Task Every_field_that_is_edited_in_place_and_that_the_form_shows_is_part_of_what_is_signed()
    {
        await using var house = await House.OpenAsync(DatabaseProvider.Sqlite);
        var desk = await Desk.BuildAsync(house);
        var order = await desk.World.OrderAsync();
        await using var db = house.Open(desk.World.System);
        var stored = await db.Orders.Include(o => o.Items).ThenInclude(i => i.Product).Include(o => o.Manufacturer).Include(o => o.Recipient).Include(o => o.Provider)
            .Include(o => o.Facility).Include(o => o.Organization).SingleAsync(o => o.Id == order.Id);
        var seen = OrderFields.Of(stored);
        (OrderField Field, OrderFields To, string Label)[] all =
        [
            (OrderField.ServiceDate, seen with { ServiceDate = new(2026, 7, 1) }, "Service date"),
            (OrderField.DeliverBy, seen with { DeliverBy = new(2026, 7, 2) }, "Deliver by"),
            (OrderField.ShippingSpeed, seen with { ShippingSpeed = ShippingSpeed.FirstAm }, "Shipping"),
            (OrderField.OrderType, seen with { OrderType = OrderType.Rush }, "Rush"),
            (OrderField.DeliveryInstructions, seen with { DeliveryInstructions = "Dock 4" }, "Delivery instructions"),
            (OrderField.Notes, seen with { Notes = "Other" }, "Notes"),
            (OrderField.InternalNotes, seen with { InternalNotes = "Other" }, ""),
            (OrderField.PlaceOfService, seen with { PlaceOfService = "12" }, "Place of service"),
            (OrderField.Diagnosis, seen with { Diagnosis = "L97.412" }, "Diagnosis codes"),
            (OrderField.WoundLength, seen with { WoundLength = 9 }, "Wound"),
            (OrderField.WoundWidth, seen with { WoundWidth = 9 }, "Wound"),
            (OrderField.WoundDepth, seen with { WoundDepth = 9 }, ""),
            (OrderField.Quantity, seen with { Items = [seen.Items[0] with { Quantity = 9 }] }, "Items"),
            (OrderField.Size, seen with { Items = [seen.Items[0] with { Size = "4 × 4 cm" }] }, "Items"),
        ];
        all.Select(a => a.Field).ShouldBe(Enum.GetValues<OrderField>());
        Dictionary<Guid, Product> products = new() { [desk.World.Product.Id] = stored.Items[0].Product! };
        foreach (var (field, to, label) in all)
        {
            var signed = SignedFacts.Write(OrderFormPdf.Facts(stored));
            var before = OrderFields.Of(stored);
            stored.Edit(OrderMerge.Of(before, to, before), products);
            string.Join(", ", SignedFacts.Changed(signed, OrderFormPdf.Facts(stored))).ShouldBe(label, field.ToString());
            var after = OrderFields.Of(stored);
            stored.Edit(OrderMerge.Of(after, seen, after), products);
        }
    }

    private static async Task<(Desk Desk, Order Order)> SignedAsync(House house)
    {
        var desk = await Desk.BuildAsync(house);
        var order = await desk.World.OrderAsync();
        await house.AddAsync(desk.World.Id, Document.ToSign(order.Id, desk.World.Provider.Id));
        (await SignAsync(desk, (await ListAsync(desk)).Single())).Failure.ShouldBeNull();
        return (desk, order);
    }

    private static Task<Document> DocumentAsync(MedDistDbContext db, DocumentStatus status) => db.Documents.AsNoTracking().SingleAsync(d => d.Status == status);

    private static Task<IReadOnlyList<DocumentToSign>> ListAsync(Desk desk) => desk.House.AsAsync<DocumentSigning, IReadOnlyList<DocumentToSign>>(desk.Reyes, s => s.ListAsync());

    private static Task<Result> SignAsync(Desk desk, DocumentToSign asked) =>
        desk.House.AsAsync<DocumentSigning, Result>(desk.Reyes, s => s.SignAsync(asked.Id, new(asked.OrderVersion) { TypedName = "Dr. Elena Reyes", Attested = true }));
}
