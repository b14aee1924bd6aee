using MedDist.Core.Documents;
using MedDist.Core.Documents.Signing;
using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Orders;
using MedDist.Core.Tests.Orders.Drafts;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Documents.Signing;

public sealed class DocumentSigningTests
{
    private const string Unsigned = "|document.unsigned|";

    [Theory, Databases]
    public async Task A_form_that_the_manufacturer_wants_signed_waits_for_its_provider_and_the_order_says_so_until_it_is(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var desk = await WantedAsync(house);
        var order = await PlaceAsync(desk);
        (await FlagsAsync(desk, order)).ShouldContain(Unsigned);

        var asked = (await ListAsync(desk, desk.Provider)).ShouldHaveSingleItem();
        (asked.OrderId, asked.RecipientName, asked.ManufacturerName).ShouldBe((order, "Walter Finch", "Corvane Biologics"));
        PdfText.Read((await OpenAsync(desk, desk.Provider, asked.Id)).Value!.Bytes).ShouldNotContain("Signed electronically");
        house.Clock.Advance(TimeSpan.FromMinutes(3));
        (await SignAsync(desk, desk.Provider, asked, "elena reyes")).Failure.ShouldBeNull();

        await using var db = house.Open(desk.World.System);
        var document = await db.Documents.SingleAsync(d => d.RequiresSignature);
        var signature = document.Signatures.ShouldHaveSingleItem();
        (document.Status, document.SignatureCompletedAt, document.File!.FileName).ShouldBe((DocumentStatus.SignatureComplete, house.Clock.Now, $"{asked.OrderNumber}-signed.pdf"));
        (signature.Name, signature.Role, signature.SignedAt, signature.UserId, signature.IpAddress, signature.Statement).ShouldBe(
            ("elena reyes", "Provider, NPI 1234567893", house.Clock.Now, desk.World.Provider.Id, "127.0.0.1", SignDocument.Attestation));
        using var kept = (await house.AsAsync<DocumentQueries, DocumentContent?>(desk.World.Ashley, q => q.ContentAsync(document.Id)))!;
        using var bytes = new MemoryStream();
        await kept.Content.CopyToAsync(bytes);
        PdfText.Read(bytes.ToArray()).ShouldContain("elena reyes");
        (await FlagsAsync(desk, order)).ShouldNotContain(Unsigned);
        (await ListAsync(desk, desk.Provider)).ShouldBeEmpty();
        (await db.PhiAccessLogs.Where(l => l.ResourceIdentifier == document.Id.ToString()).Select(l => l.Reason).ToListAsync()).ShouldBe(["Treatment: Order form opened for signing"]);
    }

    [Theory, Databases]
    public async Task Nobody_but_the_named_signer_signs_and_nobody_twice(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var desk = await WantedAsync(house);
        await PlaceAsync(desk);
        var asked = (await ListAsync(desk, desk.Provider)).Single();
        var office = desk.Provider with { UserRole = Role.FacilityManager, User = Guid.CreateVersion7() };

        foreach (var other in new[] { desk.World.Ashley, office })
        {
            (await ListAsync(desk, other)).ShouldBeEmpty();
            (await OpenAsync(desk, other, asked.Id)).Failure.ShouldBe(SigningFailures.NotFound);
            (await SignAsync(desk, other, asked, "Dr. Elena Reyes")).Failure.ShouldBe(SigningFailures.NotSigner);
        }

        (await SignAsync(desk, desk.Provider, asked, "Ashley Nguyen")).Failure.ShouldBeOfType<Failure.Invalid>().Fields.Keys.ShouldBe([nameof(SignDocument.TypedName)]);
        (await SignAsync(desk, desk.Provider, asked, " ")).Failure.ShouldBeOfType<Failure.Invalid>().Fields.Keys.ShouldBe([nameof(SignDocument.TypedName)]);
        (await SignAsync(desk, desk.Provider, asked, "Elena Reyes", attested: false)).Failure.ShouldBe(SigningFailures.NotAttested);
        (await SignAsync(desk, desk.Provider, asked with { OrderVersion = asked.OrderVersion - 1 }, "Elena Reyes")).Failure.ShouldBe(SigningFailures.Stale);
        Stored(house).ShouldBeEmpty();

        var at = house.Clock.Now;
        var both = await Task.WhenAll(SignAsync(desk, desk.Provider, asked, "Elena Reyes"), SignAsync(desk, desk.Provider, asked, "Elena Reyes"));
        both.Count(r => r.Succeeded).ShouldBe(1);
        house.Clock.Advance(TimeSpan.FromHours(1));
        await using var db = house.Open(desk.World.System);
        var version = await db.Orders.Where(o => o.Id == asked.OrderId).Select(o => o.Version).SingleAsync();
        (await SignAsync(desk, desk.Provider, asked with { OrderVersion = version }, "Elena Reyes")).Failure.ShouldBe(SigningFailures.AlreadySigned);
        (await db.Documents.SingleAsync(d => d.RequiresSignature)).Signatures.ShouldHaveSingleItem().SignedAt.ShouldBe(at);
        Stored(house).ShouldHaveSingleItem();
    }

    [Theory, Databases]
    public async Task A_signed_form_goes_to_the_manufacturer_and_stays_when_the_message_is_taken_back(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var desk = await WantedAsync(house);
        var order = await PlaceAsync(desk);
        await SignAsync(desk, desk.Provider, (await ListAsync(desk, desk.Provider)).Single(), "Elena Reyes");
        (await house.AsAsync<OrderService, Result>(desk.World.Ashley, s => s.MoveAsync(order, new(OrderAction.Approve)))).Failure.ShouldBeNull();

        (await house.AsAsync<OrderForwarding, Result<ForwardedOrder>>(desk.World.Ashley, f => f.ForwardAsync(order))).Failure.ShouldBeNull();
        await using (var db = house.Open(desk.World.System))
        {
            var attached = (await db.IntegrationQueue.SingleAsync()).Payload.DocumentIds;
            (await db.Documents.Where(d => attached.Contains(d.Id)).Select(d => d.Status).ToListAsync()).ShouldBe([DocumentStatus.Submitted, DocumentStatus.SignatureComplete], ignoreOrder: true);
        }

        (await house.AsAsync<OrderForwarding, Result>(desk.World.Ashley, f => f.UndoAsync(order))).Failure.ShouldBeNull();
        await using var after = house.Open(desk.World.System);
        (await after.Documents.Select(d => d.Status).ToListAsync()).ShouldBe([DocumentStatus.SignatureComplete]);
    }

    [Theory]
    [InlineData("Elena Rivera", "Elena Rivera, MD", true)]
    [InlineData("DR ELENA  RIVERA", "Dr. Elena Rivera", true)]
    [InlineData("Elena Rivers", "Elena Rivera, MD", false)]
    [InlineData("Rivera", "Elena Rivera, MD", false)]
    [InlineData("Dr.", "Dr. Elena Rivera", false)]
    public void The_typed_name_is_that_of_the_account(string typed, string name, bool isTheirs) => new SignDocument(1) { TypedName = typed }.IsNameOf(name).ShouldBe(isTheirs);

    private static async Task<FormDesk> WantedAsync(House house)
    {
        var desk = await FormDesk.OpenAsync(house);
        await using var db = house.Open(desk.World.System);
        db.Remove(await db.ManufacturerSettings.SingleAsync());
        await db.SaveChangesAsync();
        db.Add(new ManufacturerSettings { ManufacturerId = desk.World.Manufacturer.Id, LeadTimeDays = 1, CutOff = new(15, 0), RequiresOwnerSignature = true });
        await db.SaveChangesAsync();

        // An earlier order makes the recipient the provider's.
        await desk.World.OrderAsync(desk.World.Draft(desk.Today.AddDays(-60)));
        return desk;
    }

    private static async Task<Guid> PlaceAsync(FormDesk desk)
    {
        var id = Guid.CreateVersion7();
        await desk.SaveAsync(id, 0, new(), desk.Filled(newPatient: true));
        return (await desk.SubmitAsync(id, 1)).Value.ShouldNotBeNull().Single().Id;
    }

    private static async Task<string> FlagsAsync(FormDesk desk, Guid order)
    {
        await using var db = desk.House.Open(desk.World.System);
        return (await db.Orders.SingleAsync(o => o.Id == order)).FlagCodes;
    }

    private static Task<IReadOnlyList<DocumentToSign>> ListAsync(FormDesk desk, ICallContext who) => desk.House.AsAsync<DocumentSigning, IReadOnlyList<DocumentToSign>>(who, s => s.ListAsync());

    private static Task<Result<MadeDocument>> OpenAsync(FormDesk desk, ICallContext who, Guid id) => desk.House.AsAsync<DocumentSigning, Result<MadeDocument>>(who, s => s.OpenAsync(id));

    private static Task<Result> SignAsync(FormDesk desk, ICallContext who, DocumentToSign asked, string name, bool attested = true) =>
        desk.House.AsAsync<DocumentSigning, Result>(who, s => s.SignAsync(asked.Id, new(asked.OrderVersion) { TypedName = name, Attested = attested }));

    private static string[] Stored(House house) =>
        Directory.Exists(Path.Combine(house.Folder, "documents")) ? Directory.GetFiles(Path.Combine(house.Folder, "documents"), "*", SearchOption.AllDirectories) : [];
}
