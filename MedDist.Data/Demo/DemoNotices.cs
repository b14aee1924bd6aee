using MedDist.Core.Notifications;

namespace MedDist.Data.Demo;

/// <summary>How the people of the demo want to hear of things, and a text of their own for one kind of mail.</summary>
internal static class DemoNotices
{
    public static IEnumerable<NotificationPreference> Preferences(DemoTenant demo)
    {
        var colleague = demo.Coordinators[^1];
        var chosen = new NotificationPreference { Id = demo.Dice(DiceStream.Inbox, -2).Id(demo.Calendar.WorkDaysAgo(30), 0), TenantId = demo.TenantId, UserId = colleague.Id };
        chosen.Choose([new("order.comment", true, EmailChoice.None), new("shipment.problem", true, EmailChoice.Now)], new(new(19, 0), new(6, 30)), new(7, 30));
        yield return chosen;
    }

    public static IEnumerable<NotificationTemplate> Templates(DemoTenant demo)
    {
        yield return new()
        {
            Id = demo.Dice(DiceStream.Inbox, -3).Id(demo.Calendar.WorkDaysAgo(25), 0),
            TenantId = demo.TenantId,
            TemplateCode = "verification.expiring",
            Name = "Verifications end soon",
            EmailTemplate = new(
                "{count} IVRs end within {days} days", $"Good morning {{name}},\n\n{{title}}.\n{{message}}\n\nStart the renewals here: {{link}}\n\nYour order desk at {demo.Profile.Name}\n{{settings}}"),
            RequiredVariables = ["link"],
            SavedByName = demo.Coordinators[0].FullName,
        };
    }
}
