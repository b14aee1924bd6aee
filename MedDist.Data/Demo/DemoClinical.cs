using MedDist.Core.Clinical;
using MedDist.Core.Orders;
using MedDist.Core.Reports;
using MedDist.Core.Users;

namespace MedDist.Data.Demo;

/// <summary>
/// The wounds behind the orders of the last months: three measurements of a healing wound for each order, and one list of treatments for each recipient. And how long the newest orders took to write. Older
/// orders have none, so that a large demo stays small.
/// </summary>
internal sealed class DemoClinical(DemoTenant demo, DemoPlans plans)
{
    private const int OldestMeasured = 90, OldestTimed = 28, MostTimed = 2_000;

    private static readonly string[] Tissues = ["granulation", "slough", "granulation and slough"];

    private static readonly string[] Drainage = ["none", "minimal", "moderate"];

    private readonly Dictionary<Guid, User> users = demo.Users.ToDictionary(u => u.Id);

    /// <summary>Four and two weeks before the order, when the wound was larger, and with the order.</summary>
    public IEnumerable<ClinicalAssessment> Assessments(DemoOrder told)
    {
        if (told.Plan.Age > OldestMeasured || told.Order is not { ProviderSubmittedAt: { } submitted, RecipientId: { } recipient, Intake.Wound: { } wound } || told.Order.Section == QueueSection.Draft)
        {
            yield break;
        }

        var dice = demo.Dice(DiceStream.Clinical, told.Plan.Index);
        var grown = dice.Between(104, 135) / 100m;
        foreach (var (weeks, times) in new[] { (4, grown * grown), (2, grown), (0, 1m) })
        {
            var assessment = new ClinicalAssessment
            {
                Id = dice.Id(told.Plan.StartsOn.AddDays(-7 * weeks), told.Plan.Index),
                OrderId = told.Order.Id,
                RecipientId = recipient,
                Type = AssessmentType.Wound,
                AssessedByUserId = told.Order.ProviderId,
                AssessedByName = told.Order.ProviderId is { } provider ? users.GetValueOrDefault(provider)?.FullName : null,
                AssessedAt = submitted.AddDays(-7 * weeks).AddMinutes(-3),
            };
            Dictionary<string, decimal> measured = new()
            {
                [ClinicalAssessment.Length] = decimal.Round(wound.LengthCm * times, 1),
                [ClinicalAssessment.Width] = decimal.Round(wound.WidthCm * times, 1),
                [ClinicalAssessment.Depth] = wound.DepthCm ?? 0.2m,
            };
            assessment.Find(new(measured, new Dictionary<string, string> { [ClinicalAssessment.WoundType] = wound.Type!, ["tissue"] = dice.Pick(Tissues), ["drainage"] = dice.Pick(Drainage) }, wound.Location, []));
            yield return assessment;
        }
    }

    /// <summary>What was done before, as the recipient's first order told it; something of it was ended.</summary>
    public IEnumerable<TreatmentRecord> Treatments(DemoOrder told)
    {
        if (told.Plan.Age > OldestMeasured || told.Order is not { ProviderSubmittedAt: not null, RecipientId: { } recipient } order || order.Section == QueueSection.Draft
            || plans.OrdersOf(told.Plan.Recipient).First(p => p.Status != OrderStatus.Draft && p.Age <= OldestMeasured).Index != told.Plan.Index)
        {
            yield break;
        }

        var dice = demo.Dice(DiceStream.Clinical, told.Plan.Index, 1);
        var weeks = order.Intake.TreatmentDurationWeeks ?? 4;
        foreach (var (type, i) in order.Intake.PreviousTreatments.Select((t, i) => (t, i)))
        {
            var starts = told.Plan.StartsOn.AddDays(-7 * weeks);
            var treatment = new TreatmentRecord { Id = dice.Id(starts, told.Plan.Index + i), RecipientId = recipient, OrderId = order.Id, Type = type, Details = new() { ["source"] = "order" }, StartsOn = starts, StartIsEstimated = true };
            if (i > 0)
            {
                treatment.End(told.Plan.StartsOn.AddDays(-dice.Between(1, 9)), dice.Chance(70) ? TreatmentOutcome.Ineffective : TreatmentOutcome.Effective, null);
            }

            yield return treatment;
        }
    }

    /// <summary>Most orders are for known patients and fast; some are for new ones, and slow where wound and cover are typed.</summary>
    public IEnumerable<UserEvent> Timings(DemoOrder told)
    {
        if (told.Plan.Age > OldestTimed || told.Plan.Index % (1 + demo.Volume.Orders / MostTimed) != 0
            || told.Order is not { ProviderSubmittedAt: not null, CreatedByUserId: { } author } order || order.Section == QueueSection.Draft)
        {
            yield break;
        }

        var dice = demo.Dice(DiceStream.Clinical, told.Plan.Index, 2);
        var isNew = dice.Chance(45);
        Dictionary<string, int> fields = new()
        {
            ["patient"] = dice.Between(2, isNew ? 34 : 6) * 1000,
            ["coverage"] = dice.Between(1, isNew ? 48 : 2) * 1000,
            ["service-date"] = dice.Between(1, 4) * 1000,
            ["wound-size"] = dice.Between(3, 12) * 1000,
            ["wound-location"] = dice.Between(1, 5) * 1000,
            ["diagnoses"] = dice.Between(1, isNew ? 30 : 4) * 1000,
            ["product"] = dice.Between(2, 9) * 1000,
            ["quantity"] = dice.Between(1, 3) * 1000,
        };
        yield return new()
        {
            Id = dice.Id(told.Plan.StartsOn, told.Plan.Index),
            UserId = author,
            EventType = UserEvent.FormSubmitted,
            FacilityId = order.FacilityId,
            OrderId = order.Id,
            Fields = fields,
            DurationMs = fields.Values.Sum() + dice.Between(2, 12) * 1000,
        };
    }
}
