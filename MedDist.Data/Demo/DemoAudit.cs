using MedDist.Core.Auditing;
using MedDist.Core.Manufacturers;
using MedDist.Core.Recipients;
using MedDist.Core.Tenancy;
using MedDist.Core.Users;
using MedDist.Data.Database;

namespace MedDist.Data.Demo;

/// <summary>What the audit trail of the demo tells of the last days: some changes, some looks at patients, and two emergency accesses, of which one waits for its review.</summary>
internal static class DemoAudit
{
    private const int Seen = 12;
    private const int Reviewed = 6;

    public static IEnumerable<ActivityLog> Changes(DemoTenant demo)
    {
        var (ashley, colleague) = (demo.Coordinators[0], demo.Coordinators[^1]);
        var supplier = demo.Suppliers[0];
        yield return Log(demo, 0, 6, ashley, "tenant.notices_changed", nameof(Tenant), demo.TenantId, new FieldChange("WarnDays", "30, 7", "30, 14, 7"));
        yield return Log(demo, 1, 5, colleague, "ManufacturerSettings.Modified", nameof(ManufacturerSettings), supplier.Settings.Id, new FieldChange("LeadTimeDays", "2", $"{supplier.Settings.LeadTimeDays}"), new FieldChange("CutOff", "14:00", $"{supplier.Settings.CutOff:HH\\:mm}"));
        yield return Log(demo, 2, 4, ashley, "Manufacturer.Modified", nameof(Manufacturer), supplier.Manufacturer.Id, new FieldChange("Website", null, "https://orders.example"));
        yield return Log(demo, 3, 3, ashley, "user.unlocked", nameof(User), colleague.Id);
        yield return Log(demo, 4, 2, colleague, "user.changed", nameof(User), demo.UsersOf(Role.Provider).First().Id, new FieldChange("Name", "E. Rivera", demo.UsersOf(Role.Provider).First().FullName));
    }

    /// <summary>Looks at one of the first patients.</summary>
    public static IEnumerable<PhiAccessLog> Looks(DemoTenant demo, DemoPerson person)
    {
        if (person.Number >= Seen)
        {
            yield break;
        }

        var colleague = demo.Coordinators[^1];
        foreach (var (action, reason, minutes) in new[] { (PhiAction.View, "recipient page opened", 10 * 60), (PhiAction.Reveal, "name and facts shown", (10 * 60) + 1) })
        {
            var at = demo.Calendar.At(demo.Calendar.WorkDaysAgo(1 + (person.Number % 4)), minutes + person.Number);
            yield return new()
            {
                Id = demo.Dice(DiceStream.Reminder, -20, person.Number, minutes).Id(demo.Calendar.WorkDaysAgo(1), person.Number),
                TenantId = demo.TenantId,
                UserId = colleague.Id,
                ResourceType = RecipientQueries.Resource,
                ResourceIdentifier = person.Id.ToString(),
                Action = action,
                Reason = $"{PhiAccess.PurposeOf(Role.TenantAdmin)}: {reason}",
                IpAddress = "198.51.100.20",
                AccessedAt = at,
            };
        }
    }

    public static IEnumerable<EmergencyAccess> Emergencies(DemoTenant demo, DemoPerson person)
    {
        if (person.Type != RecipientType.Patient || person.Number is not (Reviewed or Reviewed + 1))
        {
            yield break;
        }

        var isReviewed = person.Number == Reviewed;
        var by = demo.UsersOf(Role.Provider).Skip(isReviewed ? 1 : 2).First();
        var began = demo.Calendar.At(demo.Calendar.WorkDaysAgo(isReviewed ? 5 : 1), 15 * 60);
        yield return new()
        {
            Id = demo.Dice(DiceStream.Reminder, -21, person.Number).Id(demo.Calendar.WorkDaysAgo(1), person.Number),
            UserId = by.Id,
            UserName = by.FullName,
            UserRole = by.Role,
            RecipientId = person.Id,
            Category = isReviewed ? EmergencyCategory.Transfer : EmergencyCategory.Cover,
            Reason = isReviewed ? "Came over from another clinic today; the dressing plan was missing." : "Covering while a colleague is away; the dressing has to be changed today.",
            StartedAt = began,
            EndsAt = began + EmergencyAccess.Lasts,
            EndedAt = isReviewed ? began.AddMinutes(25) : null,
            ReviewedAt = isReviewed ? began.AddDays(1) : null,
            ReviewedByUserId = isReviewed ? demo.Coordinators[0].Id : null,
            ReviewedByName = isReviewed ? demo.Coordinators[0].FullName : null,
            Verdict = isReviewed ? EmergencyVerdict.Justified : null,
            Comment = isReviewed ? "Called the clinic: the transfer is as described." : null,
        };
    }

    public static RowMoments MomentsOf(EmergencyAccess access) => new(access.StartedAt, access.ReviewedAt ?? access.StartedAt);

    private static ActivityLog Log(DemoTenant demo, int number, int daysAgo, User by, string action, string entity, Guid id, params FieldChange[] changes)
    {
        var day = demo.Calendar.WorkDaysAgo(daysAgo);
        return new()
        {
            Id = demo.Dice(DiceStream.Reminder, -22, number).Id(day, number),
            TenantId = demo.TenantId,
            UserId = by.Id,
            Action = action,
            EntityType = entity,
            EntityId = id,
            Changes = changes,
            IpAddress = "198.51.100.10",
            CreatedAt = demo.Calendar.At(day, (9 * 60) + (number * 7)),
        };
    }
}
