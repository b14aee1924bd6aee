using MedDist.Core.Documents;
using MedDist.Core.Documents.Uploads;
using MedDist.Core.Kernel;
using MedDist.Core.Tests.Orders;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Documents.Uploads;

public sealed class DocumentUploadsTests
{
    [Theory, Databases]
    public async Task A_refused_file_leaves_nothing_behind(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var desk = await Desk.BuildAsync(house);
        var order = await desk.World.OrderAsync();
        (string Name, byte[] Content)[] bad = [("card.pdf", [.. "MZ"u8, 1]), ("../card.pdf", Files.Pdf), ("card.exe.pdf", Files.Pdf), ("a.pdf", []), ("half.pdf", Files.Pdf[..40]), ("a.jpg", Files.Jpeg()[..^2]), ("a.pdf", new byte[UploadRules.MaxBytes + 1])];
        foreach (var (name, content) in bad)
        {
            (await AddAsync(house, desk.Reyes, new(DocumentOwner.Order, order.Id, Files.Upload(name, content)))).Failure.ShouldBeOfType<Failure.Invalid>(name);
        }

        (await AddAsync(house, desk.Reyes, new(DocumentOwner.Order, Guid.NewGuid(), Files.Upload("card.pdf", Files.Pdf)))).Failure.ShouldBe(UploadFailures.OwnerNotFound);
        Stored(house).ShouldBeEmpty();
        await using var db = house.Open(desk.World.System);
        (await db.Documents.CountAsync()).ShouldBe(0);
    }

    [Theory, Databases]
    public async Task Files_of_a_draft_are_their_authors_alone_until_the_orders_take_them(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var desk = await Desk.BuildAsync(house);
        var draft = Guid.CreateVersion7();
        var photo = (await AddAsync(house, desk.Reyes, new(DocumentOwner.Draft, draft, Files.Upload("wound.jpg", Files.Jpeg())))).Value!;
        await AddAsync(house, desk.Reyes, new(DocumentOwner.Draft, draft, Files.Upload("card.pdf", Files.Pdf)) { RequirementName = "insurance card" });
        photo.IsPhoto.ShouldBeTrue();
        (await OpenAsync(house, desk.Reyes, photo.Id)).ShouldNotBeNull().ContentType.ShouldBe("image/jpeg");
        (await OpenAsync(house, desk.Ashley, photo.Id)).ShouldBeNull();
        (await ListAsync(house, desk.Ashley, DocumentOwner.Draft, draft)).ShouldBeEmpty();
        (await AddAsync(house, desk.Ashley, new(DocumentOwner.Draft, draft, Files.Upload("mine.pdf", Files.Pdf)))).Failure.ShouldBe(UploadFailures.OwnerNotFound);
        (await house.AsAsync<DocumentUploads, Result>(desk.Ashley, u => u.RemoveAsync(photo.Id))).Failure.ShouldBe(UploadFailures.NotFound);

        var (one, other) = (await desk.World.OrderAsync(), await desk.World.OrderAsync(desk.World.Draft(new(2026, 7, 1))));
        ILookup<Guid, Guid> given;
        await using (var db = house.Open(desk.Reyes))
        {
            given = await DocumentUploads.AdoptAsync(db, draft, [one.Id, other.Id]);
            await db.SaveChangesAsync();
        }

        given[one.Id].Count().ShouldBe(2);
        given[other.Id].Count().ShouldBe(2);
        (await ListAsync(house, desk.Ashley, DocumentOwner.Order, other.Id)).Select(d => (d.FileName, d.RequirementName)).ShouldBe([("wound.jpg", null), ("card.pdf", "insurance card")], ignoreOrder: true);
        (await ListAsync(house, desk.Reyes, DocumentOwner.Draft, draft)).ShouldBeEmpty();
        (await OpenAsync(house, desk.Ashley, given[other.Id].First())).ShouldNotBeNull();

        // Both orders share a file; it goes with the last of them.
        Stored(house).Length.ShouldBe(2);
        (await house.AsAsync<DocumentUploads, Result>(desk.Reyes, u => u.RemoveAsync(photo.Id))).Succeeded.ShouldBeTrue();
        Stored(house).Length.ShouldBe(2);
        foreach (var row in await ListAsync(house, desk.Ashley, DocumentOwner.Order, other.Id))
        {
            (await house.AsAsync<DocumentUploads, Result>(desk.Ashley, u => u.RemoveAsync(row.Id))).Succeeded.ShouldBeTrue();
        }

        Stored(house).ShouldHaveSingleItem();
    }

    [Theory, Databases]
    public async Task Only_who_may_see_the_order_and_its_recipient_opens_its_files(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var desk = await Desk.BuildAsync(house);
        var world = desk.World;
        var order = await world.OrderAsync();
        var photo = (await AddAsync(house, desk.Reyes, new(DocumentOwner.Order, order.Id, Files.Upload("wound.jpg", Files.Jpeg())))).Value!;
        var files = new DocumentFiles(Path.Combine(house.Folder, "documents"), house.Clock);
        var (formId, verificationId, proofId) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        foreach (var (id, type) in new[] { (formId, DocumentType.OrderForm), (verificationId, DocumentType.Verification), (proofId, DocumentType.ProofOfDelivery) })
        {
            var (key, details) = await files.SaveAsync(world.Id, id, "made.pdf", "application/pdf", Files.Pdf, default);
            await house.AddAsync(world.Id, new Document { Id = id, Type = type, OwnerType = DocumentOwner.Order, OwnerId = order.Id, FileKey = key, File = details });
        }

        UserCall As(Role role) => world.CallOf(world.Provider, new([world.Organization.Id], [])) with { UserRole = role };
        async Task<string> OpensAsync(ICallContext who)
        {
            List<string> opened = [];
            foreach (var (id, name) in new[] { (photo.Id, "photo"), (formId, "form"), (verificationId, "verification"), (proofId, "proof") })
            {
                if (await OpenAsync(house, who, id) is not null)
                {
                    opened.Add(name);
                }
            }

            return string.Join(' ', opened);
        }

        (await OpensAsync(world.Ashley)).ShouldBe("photo form verification proof");
        (await OpensAsync(As(Role.Provider))).ShouldBe("photo form verification proof");
        (await OpensAsync(As(Role.FacilityManager))).ShouldBe("photo verification proof"); // the form shows prices
        (await OpensAsync(As(Role.SalesRep))).ShouldBe("proof");
        (await OpensAsync(As(Role.Viewer))).ShouldBe("proof");
        (await OpensAsync(world.CallOf(world.Provider))).ShouldBe(""); // assigned to nothing
        (await OpensAsync((await World.BuildAsync(house, "bluebird")).Ashley)).ShouldBe("");
        (await AddAsync(house, As(Role.Viewer), new(DocumentOwner.Order, order.Id, Files.Upload("card.pdf", Files.Pdf)))).Failure.ShouldBe(UploadFailures.NotUploading);
        (await house.AsAsync<DocumentUploads, Result>(world.Ashley, u => u.RemoveAsync(formId))).Failure.ShouldBe(UploadFailures.NotUploaded);
        (await AddAsync(house, desk.Reyes, new(DocumentOwner.Recipient, world.Recipient.Id, Files.Upload("card.pdf", Files.Pdf)))).Succeeded.ShouldBeTrue();
        (await AddAsync(house, world.CallOf(world.Provider), new(DocumentOwner.Recipient, world.Recipient.Id, Files.Upload("card.pdf", Files.Pdf)))).Failure.ShouldBe(UploadFailures.OwnerNotFound);
    }

    private static string[] Stored(House house) => Directory.Exists(Path.Combine(house.Folder, "documents")) ? Directory.GetFiles(Path.Combine(house.Folder, "documents"), "*", SearchOption.AllDirectories) : [];

    private static Task<Result<UploadRow>> AddAsync(House house, ICallContext who, AddUpload upload) => house.AsAsync<DocumentUploads, Result<UploadRow>>(who, u => u.AddAsync(upload));

    private static Task<IReadOnlyList<UploadRow>> ListAsync(House house, ICallContext who, DocumentOwner type, Guid id) => house.AsAsync<DocumentUploads, IReadOnlyList<UploadRow>>(who, u => u.ListAsync(type, id));

    private static Task<DocumentContent?> OpenAsync(House house, ICallContext who, Guid id) => house.AsAsync<DocumentQueries, DocumentContent?>(who, d => d.ContentAsync(id));
}
