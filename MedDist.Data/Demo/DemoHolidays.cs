using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Tenancy;

namespace MedDist.Data.Demo;

/// <summary>The calendar of the demo's tenants: the public holidays, two closed days of their own near today, and a carrier that brings early parcels on Saturdays.</summary>
internal static class DemoHolidays
{
    private const int Outing = 6;
    private const int StockTaking = 16;

    public static TenantCalendar Of(DateOnly today)
    {
        var usual = new TenantCalendar();
        var business = usual.Business();
        return usual with
        {
            ClosedDays =
            [
                .. Enumerable.Range(today.Year - 1, 3).Select(year => new ClosedDay(FederalHolidays.Of(year).First(h => h.Value == "Thanksgiving Day").Key.AddDays(1), "Day after Thanksgiving")),
                new(business.After(today, Outing), "Company outing"), new(business.After(today, StockTaking), "Stock taking"),
            ],
            Carriers = [.. usual.Carriers.Select(c => c.Speed == ShippingSpeed.FirstAm ? c with { PickupCutOff = new(16, 0), DeliversSaturdays = true } : c)],
        };
    }
}
