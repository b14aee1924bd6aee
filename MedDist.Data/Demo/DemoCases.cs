using System.Globalization;
using MedDist.Core.Orders;
using MedDist.Core.Users;
using MedDist.Core.Verifications;

namespace MedDist.Data.Demo;

/// <summary>How the verification of one recipient and manufacturer stands today.</summary>
internal enum DemoStanding
{
    Valid,

    /// <summary>Ends within a week.</summary>
    Expiring,

    /// <summary>Valid today, over before the service date of an open order.</summary>
    Lapsing,

    Expired,

    /// <summary>Known to be needed, sent to nobody yet.</summary>
    Noted,

    Requested,
    Rejected,
    Missing,

    /// <summary>Verified under a cover that has changed since.</summary>
    ToRedo,
}

/// <summary>The verification cases of recipients and manufacturers, made again from the orders' plans whenever they are asked for.</summary>
internal sealed class DemoCases(DemoTenant demo, DemoPlans plans)
{
    private const int Reach = 380;
    private const int OneToRedoIn = 17;

    // What a first order at a manufacturer meets, and what a later one meets.
    private static readonly DemoStanding[] First =
        [DemoStanding.Missing, DemoStanding.Requested, DemoStanding.Valid, DemoStanding.Rejected, DemoStanding.Noted, DemoStanding.Valid, DemoStanding.Missing, DemoStanding.Requested];

    private static readonly DemoStanding[] Later =
    [
        DemoStanding.Valid, DemoStanding.Lapsing, DemoStanding.Lapsing, DemoStanding.Expired, DemoStanding.Valid, DemoStanding.Expiring, DemoStanding.Valid, DemoStanding.Requested, DemoStanding.Valid,
        DemoStanding.Valid,
    ];

    // Minutes of the usual answer, by manufacturer.
    private static readonly int[] Paces = [900, 2100, 400, 1300, 1500, 3000, 600, 1000];

    private static readonly string[] Plans = ["Fee for service", "Medicare Advantage", "PPO", "HMO"];

    private static readonly string[] Rejections =
    [
        "Member not found under this ID; please check the card.", "Plan requires prior authorisation from the wound clinic first.", "Provider is out of network for this plan.",
        "Product is not covered for this diagnosis.",
    ];

    /// <summary>Every open case of a recipient.</summary>
    public IEnumerable<Verification> Of(DemoPerson person) =>
        plans.OrdersOf(person.Number).Where(p => !p.IsBlank).GroupBy(p => p.Supplier).SelectMany(g => OnTheDesk(g.Key, [.. g], Cases(person, g.Key, [.. g])));

    /// <summary>The open cases that decide about one order.</summary>
    public List<Verification> For(DemoPerson person, OrderPlan plan) =>
        plan.IsBlank ? [] : Cases(person, plan.Supplier, [.. plans.OrdersOf(person.Number).Where(p => !p.IsBlank && p.Supplier == plan.Supplier)], beforeRedo: plan.IsOver);

    /// <summary>With what the desk filters and sorts by, as the application would derive it from the orders.</summary>
    private List<Verification> OnTheDesk(int supplier, List<OrderPlan> orders, List<Verification> cases)
    {
        var today = demo.Calendar.Today;
        List<PlannedUse> uses = [.. orders.Where(o => PlannedUse.IsUnderWay(o.Status)).Select(o => new PlannedUse(plans.IdOf(o), o.ServiceOn ?? o.DeliverBy ?? today, o.IsBeforeApproval, HasLeft(o)))];
        var day = DeskDay.Of(demo.Settings, demo.Calendar.Zone, today);
        foreach (var theCase in cases)
        {
            theCase.SetDesk(DeskFactRules.Of(
                theCase, demo.Suppliers[supplier].Settings.RequiredVerifications.FirstOrDefault(r => r.Type == theCase.Type), uses, day));
        }

        return cases;

        static bool HasLeft(OrderPlan order) => order.Status is not (OrderStatus.Approved or OrderStatus.ReadyToSend or OrderStatus.RejectedByManufacturer) && !order.IsBeforeApproval;
    }

    /// <summary>One requirement stands as the dice say; the others are in order.</summary>
    private List<Verification> Cases(DemoPerson person, int supplier, List<OrderPlan> orders, bool beforeRedo = false)
    {
        var required = demo.Suppliers[supplier].Settings.RequiredVerifications;
        var standing = Standing(person, supplier, orders) is var now && now == DemoStanding.ToRedo && beforeRedo ? DemoStanding.Valid : now;
        var cases = new List<Verification>();
        for (var i = 0; i < required.Count; i++)
        {
            cases.Add(Case(person, supplier, i, i == person.Number % required.Count ? standing : DemoStanding.Valid, orders));
        }

        return cases;
    }

    private DemoStanding Standing(DemoPerson person, int supplier, List<OrderPlan> orders)
    {
        var dice = demo.Dice(DiceStream.Verification, person.Number, supplier);
        var waiting = orders.FindLast(o => o.IsBeforeApproval);
        if (waiting == default)
        {
            return dice.Next(100) switch { < 4 => DemoStanding.Requested, < 10 => DemoStanding.Expiring, < 14 => DemoStanding.Expired, _ => DemoStanding.Valid };
        }

        if (person.Number % OneToRedoIn == 6)
        {
            return DemoStanding.ToRedo;
        }

        var turn = person.Number * 5 + supplier;
        return orders.TrueForAll(o => o.IsBeforeApproval) ? First[turn % First.Length] : Later[turn % Later.Length];
    }

    private Verification Case(DemoPerson person, int supplier, int rank, DemoStanding standing, List<OrderPlan> orders)
    {
        var required = demo.Suppliers[supplier].Settings.RequiredVerifications[rank];
        var dice = demo.Dice(DiceStream.Verification, person.Number, supplier, rank + 1);
        var theCase = new Verification
        {
            Id = dice.Id(demo.Calendar.Today.AddDays(-Reach), person.Number),
            RecipientId = person.Id,
            ManufacturerId = demo.Suppliers[supplier].Manufacturer.Id,
            Type = required.Type,
            Evidence = standing == DemoStanding.Missing ? [] : new() { ["reference"] = $"REF-{dice.Digits(7)}" },
        };
        var by = dice.Pick(demo.Coordinators);
        foreach (var period in Periods(theCase.Id, person, required.Frequency, standing, orders, dice, by))
        {
            var answered = Noon(period.VerifiedOn, dice);
            theCase.Send(by.Id, answered.AddMinutes(-Turnaround(supplier, person, period.VerifiedOn)));
            theCase.Verify(period, answered);
        }

        Settle(theCase, standing, by, dice);
        return theCase;
    }

    /// <summary>Leaves the case in the status that its standing means.</summary>
    private void Settle(Verification theCase, DemoStanding standing, User by, Dice dice)
    {
        var lately = Noon(demo.Calendar.WorkDaysAgo(dice.Between(1, 4)), dice);
        if (standing == DemoStanding.Rejected)
        {
            theCase.Send(by.Id, lately.AddDays(-2));
            theCase.Reject(dice.Pick(Rejections), by.Id, lately);
        }
        else if (standing == DemoStanding.ToRedo && theCase.StandsOnCover)
        {
            theCase.Redo($"the policy number changed on {DateOnly.FromDateTime(lately.DateTime).ToString("d MMM yyyy", CultureInfo.InvariantCulture)}.", lately);
        }
        else if (standing == DemoStanding.Requested)
        {
            theCase.Send(by.Id, lately);
        }
        else if (standing == DemoStanding.Expired && theCase.Periods.Count > 0 && theCase.ExpiresOn < demo.Calendar.Today)
        {
            theCase.Expire();
        }
    }

    private List<VerificationPeriod> Periods(
        Guid caseId, DemoPerson person, VerificationFrequency frequency, DemoStanding standing, List<OrderPlan> orders, Dice dice, User by)
    {
        if (standing == DemoStanding.Missing)
        {
            return [];
        }

        if (frequency == VerificationFrequency.PerOrder)
        {
            return [.. orders.Where(o => !o.IsBeforeApproval || standing is DemoStanding.Valid or DemoStanding.Expiring)
                .Select(o => Period(caseId, person, frequency, o.StartsOn, dice, by, plans.IdOf(o)))];
        }

        return standing is DemoStanding.Rejected or DemoStanding.Requested or DemoStanding.Noted && orders.TrueForAll(o => o.IsBeforeApproval)
            ? []
            : Chain(caseId, person, frequency, LastDay(standing, orders, frequency, dice), dice, by);
    }

    /// <summary>Periods without a gap, back over the year of history, the last one ending about <paramref name="last"/>.</summary>
    private List<VerificationPeriod> Chain(Guid caseId, DemoPerson person, VerificationFrequency frequency, DateOnly last, Dice dice, User by)
    {
        var chain = new List<VerificationPeriod>();
        for (var end = last; end > demo.Calendar.Today.AddDays(-Reach); end = chain[^1].VerifiedOn.AddDays(dice.Between(3, 9)))
        {
            chain.Add(Period(caseId, person, frequency, FirstDay(frequency, end), dice, by, null));
        }

        chain.Reverse();
        return chain;
    }

    /// <summary>The last valid day: well ahead, or as the standing says.</summary>
    private DateOnly LastDay(DemoStanding standing, List<OrderPlan> orders, VerificationFrequency frequency, Dice dice)
    {
        var today = demo.Calendar.Today;
        var nextService = orders.Where(o => o.IsBeforeApproval).Select(o => o.ServiceOn).Max() ?? today;
        return standing switch
        {
            DemoStanding.Expiring => today.AddDays(dice.Between(1, 7)),
            DemoStanding.Lapsing => today.AddDays(dice.Next(Math.Max(1, nextService.DayNumber - today.DayNumber))),
            DemoStanding.Expired or DemoStanding.Requested => today.AddDays(-dice.Between(1, 9)),
            _ => today.AddDays(dice.Between(orders.TrueForAll(o => o.ServiceOn <= today.AddDays(7)) ? 8 : 20, frequency switch { VerificationFrequency.Annual => 340, VerificationFrequency.Quarterly => 85, _ => 26 })),
        };
    }

    private static DateOnly FirstDay(VerificationFrequency frequency, DateOnly last) =>
        last.AddDays(1).AddMonths(frequency switch { VerificationFrequency.Annual => -12, VerificationFrequency.Quarterly => -3, _ => -1 });

    private VerificationPeriod Period(Guid caseId, DemoPerson person, VerificationFrequency frequency, DateOnly from, Dice dice, User by, Guid? orderId) => new()
    {
        Id = dice.Id(demo.Calendar.Today.AddDays(-Reach), person.Number),
        VerificationId = caseId,
        OrderId = orderId,
        Frequency = frequency,
        VerifiedOn = from,
        ValidThrough = VerificationPolicy.ValidThrough(frequency, from),
        CoveragePolicyId = person.Payer is null ? null : person.PolicyId,
        VerifiedByUserId = by.Id,
        VerifiedByName = by.FullName,
        Benefits = Benefits(person, from),
    };

    /// <summary>What the payer answered on a day: mostly the same each time, and now and then another plan.</summary>
    private Dictionary<string, string> Benefits(DemoPerson person, DateOnly on)
    {
        var (usual, time) = (demo.Dice(DiceStream.Verification, person.Number, -1), demo.Dice(DiceStream.Verification, person.Number, -2, on.DayNumber));
        var plan = usual.Pick(Plans);
        var left = usual.Next(12) * 50;
        return new()
        {
            ["plan type"] = time.Chance(12) ? "Medicare Advantage" : plan,
            ["network"] = time.Chance(6) ? "Out of network" : "In network",
            ["prior authorisation"] = time.Chance(15) ? "needed" : "not needed",
            ["deductible"] = $"${usual.Between(1, 6) * 250}",
            ["deductible remaining"] = $"${Math.Max(0, left - (time.Chance(60) ? 0 : 50))}",
            ["copay"] = $"${usual.Next(5) * 10}",
            ["coinsurance"] = $"{usual.Next(3) * 10} %",
        };
    }

    /// <summary>Minutes that a manufacturer took to answer: each has its own pace, and now and then a bad day.</summary>
    private int Turnaround(int supplier, DemoPerson person, DateOnly answered)
    {
        var dice = demo.Dice(DiceStream.Score, supplier, person.Number, answered.DayNumber);
        return Paces[supplier % Paces.Length] * dice.Between(40, dice.Chance(10) ? 400 : 150) / 100;
    }

    private DateTimeOffset Noon(DateOnly day, Dice dice) => demo.Calendar.At(day, dice.Between(9 * 60, 16 * 60));
}
