using MedDist.Core.Orders;
using MedDist.Core.Orders.Drafts;

namespace MedDist.Data.Demo;

/// <summary>Forms that people of the demo have begun: one that a provider was called away from, one that the office prepared for its provider.</summary>
internal static class DemoDrafts
{
    public static IEnumerable<OrderDraft> Of(DemoTenant demo)
    {
        var site = demo.Sites.First(s => s.Providers.Count > 0 && s.Staff.Count > 0);
        var (provider, staff, facility) = (site.Providers[0], site.Staff[0], site.Facility);
        var product = demo.Suppliers[0].Products[0];
        var payer = demo.Payers[0];
        var begun = new OrderDraftContent
        {
            NewRecipient = new() { FirstName = "Harold", LastName = "Winterbourne", DateOfBirth = new(1951, 3, 14) },
            Primary = new() { Payer = new(payer.Id, payer.Name), PayerType = payer.Type, PolicyNumber = "1EG4TE5MK73" },
            Facility = new(facility.Id, facility.Name),
            Provider = new(provider.Id, provider.FullName),
            PlaceOfService = facility.Details.PlaceOfService,
            WoundType = "Diabetic foot ulcer",
            WoundLocation = "Left heel",
            WoundLength = 3.4m,
            Lines = [new(demo.Dice(DiceStream.Inbox, -2, 9).Id(demo.Calendar.WorkDaysAgo(1), 9)) { Product = new(product.Id, product.Name), Manufacturer = new(demo.Suppliers[0].Manufacturer.Id, demo.Suppliers[0].Manufacturer.Name), HasSizes = product.Specifications.Sizes?.Count > 0 }],
        };
        return
        [
            Draft(demo, 0, provider.Id, provider.FullName, begun),
            Draft(demo, 1, staff.Id, staff.FullName, begun with { NewRecipient = new() { FirstName = "Lucille", LastName = "Abernathy", DateOfBirth = new(1938, 9, 2) }, WoundLocation = "Right foot", Primary = new(), RequestType = RequestType.NewInsurance }),
        ];
    }

    private static OrderDraft Draft(DemoTenant demo, int rank, Guid author, string name, OrderDraftContent content)
    {
        var day = demo.Calendar.WorkDaysAgo(1);
        var draft = new OrderDraft { Id = demo.Dice(DiceStream.Inbox, -2, rank).Id(day, rank), TenantId = demo.TenantId, AuthorUserId = author };
        draft.Write(content, name, demo.Calendar.At(day, (15 * 60) + (rank * 17)));
        return draft;
    }
}
