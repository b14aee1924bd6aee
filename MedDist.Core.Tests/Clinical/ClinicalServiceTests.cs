using MedDist.Core.Clinical;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Tests.Orders;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Clinical;

public sealed class ClinicalServiceTests
{
    private static readonly DateOnly Today = new(2026, 6, 15);

    [Theory, Databases]
    public async Task An_order_writes_its_wound_and_treatments_once_and_corrects_them_when_it_is_submitted_again(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var order = await world.OrderAsync();
        var intake = order.Intake with { PreviousTreatments = ["Offloading", " offloading ", "Compression"], TreatmentDurationWeeks = 6 };
        await RecordAsync(house, world.Ashley, order, new(intake));
        await RecordAsync(house, world.Ashley, order, new(intake with { Wound = new(4m, 3m, 0.5m, "Diabetic foot ulcer", "Right heel"), PreviousTreatments = ["Compression", "Debridement"] }));

        var clinical = (await OfAsync(house, world.Ashley, world.Recipient.Id))!;
        var wound = clinical.Wounds.ShouldHaveSingleItem();
        wound.ShouldSatisfyAllConditions(w => w.Site.ShouldBe("Right heel"), w => w.Type.ShouldBe("Diabetic foot ulcer"), w => w.Progress.ShouldBeNull());
        wound.Assessments.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            a => a.Size.ShouldBe("4 × 3 × 0.5 cm"), a => a.AreaCm2.ShouldBe(12m), a => a.OrderNumber.ShouldBe(order.OrderNumber), a => a.AssessedByName.ShouldBe("Ashley Nguyen"));
        clinical.Treatments.Select(t => t.Type).Order().ShouldBe(["Compression", "Debridement", "Offloading"]);
        clinical.Treatments.ShouldAllBe(t => t.StartIsEstimated && t.StartsOn == Today.AddDays(-42));
    }

    [Theory, Databases]
    public async Task A_wound_shows_its_course_over_orders_and_measurements(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var order = await world.OrderAsync();
        await RecordAsync(house, world.Ashley, order, new(order.Intake with { Wound = new(5m, 4m, null, "Venous leg ulcer", "Left calf") }) { AssessedAt = house.Clock.Now.AddDays(-28) });
        (await AssessAsync(house, world.Ashley, new(order.Id) { Size = "4.1x3", Type = "Venous leg ulcer", Site = "left CALF" })).Succeeded.ShouldBeTrue();
        (await AssessAsync(house, world.Ashley, new(order.Id) { Size = "1x1", Site = "Right heel", On = Today.AddDays(-60) })).Succeeded.ShouldBeTrue();

        var wounds = (await OfAsync(house, world.Ashley, world.Recipient.Id))!.Wounds;
        wounds.Select(w => w.Site).ShouldBe(["left CALF", "Right heel"]);
        wounds[0].Progress!.Words.ShouldBe("38.5 % smaller over 4 weeks");
        (await house.AsAsync<ClinicalQueries, IReadOnlyList<AssessmentRow>>(world.Ashley, q => q.OfOrderAsync(order.Id))).Count.ShouldBe(3);
    }

    [Theory, Databases]
    public async Task Only_who_sees_the_recipient_by_name_and_one_of_their_orders_sees_or_writes(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var desk = await Desk.BuildAsync(house);
        var world = desk.World;
        var order = await world.OrderAsync();
        await RecordAsync(house, world.Ashley, order, new(order.Intake));

        (await OfAsync(house, desk.Reyes, world.Recipient.Id))!.Wounds.Count.ShouldBe(1);
        (await OfAsync(house, world.CallOf(world.Provider), world.Recipient.Id)).ShouldBeNull(); // assigned to nothing
        (await OfAsync(house, world.CallOf(Role.Viewer), world.Recipient.Id)).ShouldBeNull();
        (await OfAsync(house, world.CallOf(Role.SalesRep), world.Recipient.Id)).ShouldBeNull();
        (await AssessAsync(house, world.CallOf(Role.Viewer), new(order.Id) { Size = "1x1" })).Failure.ShouldBe(ClinicalFailures.NotRecording);
        (await AssessAsync(house, world.CallOf(world.Provider), new(order.Id) { Size = "1x1" })).Failure.ShouldBe(ClinicalFailures.OrderNotFound);

        var other = await World.BuildAsync(house, "bluebird");
        (await OfAsync(house, other.Ashley, world.Recipient.Id)).ShouldBeNull();
        (await AssessAsync(house, other.Ashley, new(order.Id) { Size = "1x1" })).Failure.ShouldBe(ClinicalFailures.OrderNotFound);
        (await TreatAsync(house, other.Ashley, new(world.Recipient.Id, "Compression", Today))).Failure.ShouldBe(ClinicalFailures.RecipientNotFound);
    }

    [Theory, Databases]
    public async Task Treatments_begin_and_end_with_an_outcome(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var today = Today;
        (await TreatAsync(house, world.Ashley, new(world.Recipient.Id, " ", today))).Failure.ShouldBe(ClinicalFailures.TypeMissing);
        (await TreatAsync(house, world.Ashley, new(world.Recipient.Id, "Compression", today.AddDays(1)))).Failure.ShouldBe(ClinicalFailures.InFuture);
        var id = (await TreatAsync(house, world.Ashley, new(world.Recipient.Id, "Compression", today.AddDays(-30)) { Details = "two layers" })).Value;

        (await EndAsync(house, world.Ashley, id, new(today.AddDays(-31)))).Failure.ShouldBe(ClinicalFailures.EndsBeforeStart);
        (await EndAsync(house, world.Ashley, id, new(today, TreatmentOutcome.Ineffective, "no change"))).Succeeded.ShouldBeTrue();
        (await EndAsync(house, world.Ashley, id, new(today))).Failure.ShouldBe(ClinicalFailures.Ended);
        (await OfAsync(house, world.Ashley, world.Recipient.Id))!.Treatments.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            t => t.EndsOn.ShouldBe(today), t => t.Outcome.ShouldBe(TreatmentOutcome.Ineffective), t => t.OutcomeDetails.ShouldBe("no change"), t => t.Details["note"].ShouldBe("two layers"));
    }

    [Theory, Databases]
    public async Task A_measurement_needs_a_size_and_a_day_that_has_come(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var order = await world.OrderAsync();
        (await AssessAsync(house, world.Ashley, new(order.Id))).Failure.ShouldBe(ClinicalFailures.SizeMissing);
        (await AssessAsync(house, world.Ashley, new(order.Id) { Size = "big" })).Failure!.Message.ShouldStartWith("Write length and width");
        (await AssessAsync(house, world.Ashley, new(order.Id) { Size = "1x1", On = Today.AddDays(1) })).Failure.ShouldBe(ClinicalFailures.InFuture);
        await using var db = house.Open(world.System);
        (await db.ClinicalAssessments.CountAsync()).ShouldBe(0);
    }

    private static Task<bool> RecordAsync(House house, ICallContext who, Order order, ClinicalEntry entry) => house.AsAsync<ClinicalService, bool>(who, async service =>
    {
        await using var db = house.Open(who);
        await service.RecordForOrderAsync(db, order, entry);
        await db.SaveChangesAsync();
        return true;
    });

    private static Task<RecipientClinical?> OfAsync(House house, ICallContext who, Guid recipient) => house.AsAsync<ClinicalQueries, RecipientClinical?>(who, q => q.OfRecipientAsync(recipient));

    private static Task<Result<Guid>> AssessAsync(House house, ICallContext who, AssessWound request) => house.AsAsync<ClinicalService, Result<Guid>>(who, s => s.AssessAsync(request));

    private static Task<Result<Guid>> TreatAsync(House house, ICallContext who, RecordTreatment request) => house.AsAsync<ClinicalService, Result<Guid>>(who, s => s.TreatAsync(request));

    private static Task<Result> EndAsync(House house, ICallContext who, Guid id, EndTreatment request) => house.AsAsync<ClinicalService, Result>(who, s => s.EndAsync(id, request));
}
