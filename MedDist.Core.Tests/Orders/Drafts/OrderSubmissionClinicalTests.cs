using MedDist.Core.Catalog;
using MedDist.Core.Clinical;
using MedDist.Core.Documents;
using MedDist.Core.Documents.Uploads;
using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Orders;
using MedDist.Core.Orders.Drafts;
using MedDist.Core.Tests.Documents.Uploads;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Orders.Drafts;

/// <summary>What a form leaves in the patient's record, and where its files go.</summary>
public sealed class OrderSubmissionClinicalTests
{
    [Theory, Databases]
    public async Task An_order_from_a_form_has_its_wound_its_treatments_and_its_files_and_a_second_submit_adds_none(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var desk = await FormDesk.OpenAsync(house);
        var (id, form) = (Guid.CreateVersion7(), desk.Filled(newPatient: true) with { WoundDepth = .4m, PreviousTreatments = ["Offloading", "Debridement"], DurationWeeks = 6 });
        await desk.SaveAsync(id, 0, new(), form);
        var photo = (await AddAsync(desk, desk.Provider, id, "wound.jpg", Files.Jpeg())).Value!;
        await AddAsync(desk, desk.Provider, id, "card.pdf", Files.Pdf, "insurance card");
        (await AddAsync(desk, desk.Provider, id, "card.exe", Files.Pdf)).Succeeded.ShouldBeFalse();

        var order = (await desk.SubmitAsync(id, 1)).Value!.Single().Id;
        (await desk.SubmitAsync(id, 1)).Value!.Single().Id.ShouldBe(order);

        await using var db = house.Open(desk.World.System);
        var assessment = await db.ClinicalAssessments.SingleAsync();
        (assessment.OrderId, assessment.Site, assessment.AreaCm2, assessment.AssessedByName).ShouldBe((order, "Right heel", 13.02m, desk.World.Provider.FullName));
        assessment.Measurements[ClinicalAssessment.Depth].ShouldBe(.4m);
        assessment.Attachments.ShouldBe([photo.Id], "the photo shows the wound, the card does not");
        (await db.TreatmentRecords.ToListAsync()).Select(t => (t.OrderId, t.Type, t.StartsOn)).OrderBy(t => t.Type).ShouldBe([(order, "Debridement", desk.Today.AddDays(-42)), (order, "Offloading", desk.Today.AddDays(-42))]);
        (await db.Documents.Where(d => d.OwnerType == DocumentOwner.Order && d.OwnerId == order).ToListAsync()).Select(d => (d.File!.FileName, d.RequirementName)).OrderBy(d => d.FileName)
            .ShouldBe([("card.pdf", "insurance card"), ("wound.jpg", null)]);
        (await db.Documents.CountAsync()).ShouldBe(2);
    }

    [Theory, Databases]
    public async Task Two_linked_orders_share_the_files_and_write_each_treatment_once(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var desk = await FormDesk.OpenAsync(house);
        var maker = new Manufacturer { Name = "Norrland Surgical" };
        var foam = new Product { ManufacturerId = maker.Id, Name = "Foam dressing", Type = ProductType.Supply };
        await house.AddAsync(desk.World.Id, maker, foam);
        var id = Guid.CreateVersion7();
        await desk.SaveAsync(id, 0, new(), desk.Filled(true, desk.LineOf(desk.World.Product), desk.LineOf(foam, 5)) with { PreviousTreatments = ["Compression"] });
        await AddAsync(desk, desk.Provider, id, "wound.jpg", Files.Jpeg());

        var both = (await desk.SubmitAsync(id, 1)).Value!.Select(o => o.Id).ToList();

        await using var db = house.Open(desk.World.System);
        (await db.Documents.Where(d => d.OwnerType == DocumentOwner.Order).Select(d => d.OwnerId).ToListAsync()).ShouldBe(both, ignoreOrder: true);
        var assessments = await db.ClinicalAssessments.ToListAsync();
        assessments.Select(a => a.OrderId).ShouldBe(both, ignoreOrder: true);
        assessments.ShouldAllBe(a => a.Attachments.Count == 1);
        (await db.TreatmentRecords.SingleAsync()).Type.ShouldBe("Compression");
    }

    [Theory, Databases]
    public async Task What_the_office_added_goes_with_the_form_when_the_provider_submits_it(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var desk = await FormDesk.OpenAsync(house);
        var office = desk.World.UserOf("front", "Front Desk", Role.FacilityManager);
        await house.AddAsync(desk.World.Id, office);
        var (id, who) = (Guid.CreateVersion7(), desk.World.CallOf(office, new([desk.World.Organization.Id], [])));
        await desk.SaveAsync(id, 0, new(), desk.Filled(newPatient: true), who);
        var card = (await AddAsync(desk, who, id, "card.pdf", Files.Pdf)).Value!;

        var order = (await desk.SubmitAsync(id, 1)).Value!.Single();

        (await house.AsAsync<DocumentUploads, IReadOnlyList<UploadRow>>(desk.Provider, u => u.ListAsync(DocumentOwner.Order, order.Id))).Single().Id.ShouldBe(card.Id);
    }

    [Theory, Databases]
    public async Task An_order_without_a_wound_writes_none(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var desk = await FormDesk.OpenAsync(house);
        var id = Guid.CreateVersion7();
        await desk.SaveAsync(id, 0, new(), desk.Filled(newPatient: true) with { WoundType = null, WoundLocation = null, WoundLength = null, WoundWidth = null });

        (await desk.SubmitAsync(id, 1)).Succeeded.ShouldBeTrue();

        await using var db = house.Open(desk.World.System);
        (await db.ClinicalAssessments.CountAsync(), await db.TreatmentRecords.CountAsync()).ShouldBe((0, 0));
    }

    [Fact]
    public void The_fitted_sizes_take_the_place_of_what_stood_there_of_the_product()
    {
        var (sheet, foam) = (new Choice(Guid.CreateVersion7(), "Amnion sheet"), new Choice(Guid.CreateVersion7(), "Foam"));
        DraftLine Line(Choice product, string? size, int? quantity) => new(Guid.CreateVersion7()) { Product = product, Size = size, Quantity = quantity, HasSizes = true, CoversWound = product == sheet };
        var lines = new[] { Line(foam, "S", 3), Line(sheet, null, null), Line(sheet, "1 × 1 cm", 9), Line(sheet, "8 × 8 cm", 1) };
        var form = new OrderDraftContent { Lines = lines }.WithUnread(DraftFields.OfLine(lines[1].Id, "quantity"), "two");
        var fit = FitToWound.Answer(new(4.5m, 3.2m), [new("4 × 4 cm", 0, 16), new("2 × 3 cm", 0, 6), new("1 × 4 cm", 0, 4)]).Answer!;
        fit.Pieces.Count.ShouldBe(2, "the example must be one of several sizes");

        var fitted = OrderDraftDefaults.WithFit(form, sheet.Id, fit);

        fitted.Lines.Select(l => (l.Id, l.Product!.Name, l.Size, l.Quantity)).ShouldBe(
        [
            (lines[0].Id, "Foam", "S", 3),
            (lines[1].Id, "Amnion sheet", fit.Pieces[0].Size.Label, fit.Pieces[0].Count),
            (lines[2].Id, "Amnion sheet", fit.Pieces[1].Size.Label, fit.Pieces[1].Count),
        ]);
        fitted.Unread.ShouldBeEmpty();
        var single = OrderDraftDefaults.WithFit(new() { Lines = [lines[1]] }, sheet.Id, fit);
        single.Lines.Select(l => l.Size).ShouldBe(fit.Pieces.Select(p => p.Size.Label));
        single.Lines[1].ShouldSatisfyAllConditions(l => l.Id.ShouldNotBe(lines[1].Id), l => l.CoversWound.ShouldBeTrue());
    }

    private static Task<Result<UploadRow>> AddAsync(FormDesk desk, UserCall who, Guid draft, string name, byte[] content, string? requirement = null) =>
        desk.House.AsAsync<DocumentUploads, Result<UploadRow>>(who, u => u.AddAsync(new(DocumentOwner.Draft, draft, Files.Upload(name, content)) { RequirementName = requirement }));
}
