using MedDist.Core.Kernel;

namespace MedDist.Core.Manufacturers;

/// <summary>The rules of manufacturers that can say no, by name.</summary>
public static partial class ManufacturerFailures
{
    public static readonly Failure NotFound = new Failure.NotFound("manufacturer");

    public static readonly Failure Stale = new Failure.Stale("manufacturer");

    public static readonly Failure NotYours = new Failure.Forbidden("Your role does not allow this: changing manufacturers. Ask the order coordinator.");

    public static readonly Failure NotLearning = new Failure.Forbidden("Your role does not allow this: learning the scores again. Ask the order coordinator.");

    public static readonly Failure LearnedMeanwhile = new Failure.Stale("scorecard");
}
