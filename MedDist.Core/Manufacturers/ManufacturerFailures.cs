using MedDist.Core.Kernel;

namespace MedDist.Core.Manufacturers;

/// <summary>The rules of manufacturers that can say no, by name.</summary>
public static class ManufacturerFailures
{
    public static readonly Failure NotFound = new Failure.NotFound("manufacturer");

    public static readonly Failure Stale = new Failure.Stale("manufacturer");

    public static readonly Failure NotYours = new Failure.Forbidden("Your role does not allow this: changing manufacturers. Ask the order coordinator.");
}
