using MedDist.Core.Kernel;
using MedDist.Core.Orders;

namespace MedDist.Core.Tenancy;

/// <summary>A tenant's calendar as it is to be from now on.</summary>
/// <param name="Calendar">All of it.</param>
/// <param name="SeenVersion">The version of the tenant that the caller looked at; another one is refused as stale.</param>
public sealed record SetCalendar(TenantCalendar Calendar, int SeenVersion)
{
    public const int MostClosedDays = 200;
    public const int NameLength = 60;
    public const int MostTransitDays = 10;
    public const int MostIvrDays = 30;

    /// <summary>What is wrong with it, or null. The page and the service both ask here.</summary>
    public Failure? Check()
    {
        Dictionary<string, string[]> wrong = [];
        Refuse(nameof(Calendar.WorkDays), Calendar.WorkDays.Count == 0, "Choose at least one working day.");
        Refuse(nameof(Calendar.ClosedDays), Calendar.ClosedDays.Any(d => string.IsNullOrWhiteSpace(d.Name) || d.Name.Length > NameLength), $"Name each closed day, in at most {NameLength} characters.");
        Refuse(nameof(Calendar.ClosedDays), Calendar.ClosedDays.Count > MostClosedDays, $"Keep at most {MostClosedDays} closed days; remove those that are long over.");
        Refuse(nameof(Calendar.ClosedDays), Calendar.ClosedDays.DistinctBy(d => d.On).Count() < Calendar.ClosedDays.Count, "A day is closed twice; remove one of them.");
        Refuse(nameof(Calendar.Carriers), Calendar.Carriers.Any(c => c.TransitDays is < 0 or > MostTransitDays), $"A carrier takes 0 to {MostTransitDays} business days.");
        Refuse(nameof(Calendar.Carriers), Calendar.Carriers.Select(c => c.Speed).Order().SequenceEqual(Enum.GetValues<ShippingSpeed>()) is false, "Say for each shipping speed once what the carrier does.");
        Refuse(nameof(Calendar.IvrTurnaroundDays), Calendar.IvrTurnaroundDays is < 0 or > MostIvrDays, $"An IVR takes 0 to {MostIvrDays} business days.");
        return wrong.Count > 0 ? new Failure.Invalid(wrong) : null;

        void Refuse(string field, bool isWrong, string message)
        {
            if (isWrong)
            {
                wrong[field] = [.. wrong.GetValueOrDefault(field) ?? [], message];
            }
        }
    }
}

/// <summary>A tenant's calendar as a page shows it.</summary>
public sealed record CalendarDetails(TenantCalendar Calendar, int Version, TimeZoneInfo Zone);
