namespace MedDist.Data.Demo;

/// <summary>The hour hand of one order's story: it moves in working time (8:00 to 18:00) and never past the end of the demo.</summary>
internal sealed class DemoClock(DemoCalendar calendar, DateOnly day, int minute, Dice dice)
{
    private const int Opens = 8 * 60;
    private const int Closes = 18 * 60;

    private DateOnly day = day;
    private int minute = minute;
    private int late;

    /// <summary>Moves on by a number of working minutes between the two.</summary>
    public DateTimeOffset After(int least, int most)
    {
        minute += dice.Between(least, most);
        while (minute > Closes)
        {
            minute -= Closes - Opens;
            day = calendar.AddWorkDays(day, 1);
        }

        var at = day >= calendar.Today ? DateTimeOffset.MaxValue : calendar.At(day, minute);
        return at > calendar.End || late > 0 ? calendar.End.AddMinutes(late++) : at;
    }
}
