using MedDist.Core.Coverage;
using MedDist.Core.Recipients;
using MedDist.Data.Database;

namespace MedDist.Data.Demo;

/// <summary>Care reminders of one patient in six; some of them have been dealt with.</summary>
internal static class DemoReminders
{
    private static readonly (string Type, string Description, string Done)[] Kinds =
    [
        ("Reassessment", "Measure the wound again before the next application, and enter it with the order.", "Measured at the visit; the order holds the new size."),
        ("Insurance card", "Ask for the new card: the plan year ends soon.", "Copied both sides of the card."),
        ("Offloading", "Ask whether the offloading boot is worn day and night.", "Talked it over; the patient wears it."),
        ("Signed note", "The chart note of the last visit still lacks the provider's signature.", "Signed and filed."),
        ("Call back", "The family asked when the next delivery comes. Call them.", "Called; they know the day."),
    ];

    public static IEnumerable<CareReminder> Of(DemoTenant demo, DemoPerson person)
    {
        if (person.Type != RecipientType.Patient || person.Number % 6 != 0)
        {
            yield break;
        }

        for (var i = 0; i <= person.Number % 2; i++)
        {
            var dice = demo.Dice(DiceStream.Reminder, person.Number, i);
            var (type, description, done) = dice.Pick(Kinds);
            var entered = demo.Calendar.Today.AddDays(-dice.Between(2, 20));
            var reminder = new CareReminder { Id = dice.Id(entered, person.Number), RecipientId = person.Id, Type = type, Description = description, DueOn = demo.Calendar.Today.AddDays(dice.Between(-3, 14)) };
            if (i == 0 && dice.Chance(30))
            {
                var by = dice.Pick(demo.Coordinators);
                reminder.End(dice.Chance(80) ? ReminderStatus.Addressed : ReminderStatus.Dismissed, done, by.Id, by.FullName, demo.Calendar.At(demo.Calendar.WorkDaysAgo(1), 11 * 60));
            }

            yield return reminder;
        }
    }

    public static RowMoments MomentsOf(DemoTenant demo, CareReminder reminder)
    {
        var entered = demo.Calendar.At(demo.Calendar.WorkDaysAgo(3), 10 * 60);
        return new(entered, reminder.AddressedAt ?? entered);
    }
}
