using MedDist.Core.Users;
using MedDist.Core.Workspace;

namespace MedDist.Data.Demo;

/// <summary>Views of the order queue and the verification desk that the people of the demo have saved: shared ones of the coordinator, and one that only her colleague sees.</summary>
internal static class DemoViews
{
    public static IEnumerable<SavedFilter> Of(DemoTenant demo)
    {
        var (first, colleague) = (demo.Coordinators[0], demo.Coordinators[^1]);
        var supplier = demo.Suppliers[0].Manufacturer;
        return
        [
            View(demo, 0, first, "No IVR yet", "tab=action&ivr=missing", shared: true),
            View(demo, 1, first, "By recipient", "tab=action&group=episode", shared: true),
            View(demo, 2, colleague, $"Open at {supplier.Name}", $"tab=manufacturer&manufacturer={supplier.Id}&sort=deliverydate", shared: false),
            View(demo, 3, first, "Blocks an order", "as=table&blocks=yes", shared: true, list: "verifications"),
            View(demo, 4, first, "Expiring in 14 days", "as=table&ends=14", shared: true, list: "verifications"),
        ];
    }

    private static SavedFilter View(DemoTenant demo, int rank, User owner, string name, string query, bool shared, string list = "orders")
    {
        var view = new SavedFilter
        {
            Id = demo.Dice(DiceStream.Inbox, -1, rank).Id(demo.Calendar.WorkDaysAgo(20), rank),
            TenantId = demo.TenantId,
            UserId = owner.Id,
            OwnerName = owner.FullName,
            EntityType = list,
        };
        view.Rename(name);
        view.Keep(query);
        view.Share(shared);
        return view;
    }
}
