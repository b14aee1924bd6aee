using MedDist.Core.Kernel;

namespace MedDist.Data.Demo;

/// <summary>The year behind today and the months ahead, in one tenant's time zone. Work days are the business days of the tenant's calendar.</summary>
internal sealed class DemoCalendar
{
    private const int DaysBack = 800;
    private const int DaysAhead = 150;

    private readonly DateOnly first;
    private readonly List<DateOnly> workDays = [];
    private readonly int[] workDayAtOrBefore = new int[DaysBack + DaysAhead + 1];
    private readonly DateTimeOffset[] midnights = new DateTimeOffset[DaysBack + DaysAhead + 1];
    private readonly int todayIndex;

    public DemoCalendar(BusinessCalendar business, TimeZoneInfo zone, DateOnly today)
    {
        (Zone, Today, first) = (zone, today, today.AddDays(-DaysBack));
        for (var i = 0; i < midnights.Length; i++)
        {
            var day = first.AddDays(i);
            if (business.IsOpen(day))
            {
                workDays.Add(day);
            }

            workDayAtOrBefore[i] = Math.Max(0, workDays.Count - 1);

            // Counted back from noon: daylight saving changes before anybody works.
            midnights[i] = DayCount.MomentOf(day, new TimeOnly(12, 0), zone).AddHours(-12);
        }

        todayIndex = workDayAtOrBefore[DaysBack];
        End = DayCount.MomentOf(today.AddDays(-1), new TimeOnly(21, 0), zone);
    }

    public TimeZoneInfo Zone { get; }

    public DateOnly Today { get; }

    /// <summary>Last evening: nothing in the demo has happened later.</summary>
    public DateTimeOffset End { get; }

    /// <summary>The work day <paramref name="count"/> work days before today; 0 is today, or the last one before a closed day.</summary>
    public DateOnly WorkDaysAgo(int count) => workDays[todayIndex - count];

    /// <summary>The work day <paramref name="count"/> work days after the current one, which is the next one on a closed day; negative counts go back.</summary>
    public DateOnly WorkDaysAhead(int count) => workDays[todayIndex + (workDays[todayIndex] == Today ? 0 : 1) + count];

    /// <summary>The work day that many work days after <paramref name="day"/>; a closed day counts as the last one before it.</summary>
    public DateOnly AddWorkDays(DateOnly day, int count) => workDays[workDayAtOrBefore[day.DayNumber - first.DayNumber] + count];

    public DateTimeOffset At(DateOnly day, int minutes) => midnights[day.DayNumber - first.DayNumber].AddMinutes(minutes);
}
