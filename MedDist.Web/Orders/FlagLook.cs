using MedDist.Core.Orders;

namespace MedDist.Web.Orders;

/// <summary>How a flag is drawn, and what its weight is called.</summary>
public static class FlagLook
{
    public static StatusLook Of(FlagSeverity severity) => severity switch
    {
        FlagSeverity.Blocks => new("red", Shapes.Cross),
        FlagSeverity.Warns => new("orange", Shapes.Triangle),
        _ => new("grey", Shapes.Circle),
    };

    public static string Word(FlagSeverity severity) => severity switch
    {
        FlagSeverity.Blocks => "Blocks",
        FlagSeverity.Warns => "Look at",
        _ => "Good to know",
    };
}
