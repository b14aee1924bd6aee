using MedDist.Core.Kernel;

namespace MedDist.Core.Manufacturers;

public static partial class ManufacturerFailures
{
    public const string RequestClosedRule = "manufacturer_request.closed";
    public const string RequestOpenRule = "manufacturer_request.open";

    public static readonly Failure RequestNotFound = new Failure.NotFound("manufacturer's request");

    public static readonly Failure RequestStale = new Failure.Stale("manufacturer's request");

    public static readonly Failure RequestClosed = new Failure.RuleBroken(RequestClosedRule, "It is closed already. Reopen it first.");

    public static readonly Failure RequestOpen = new Failure.RuleBroken(RequestOpenRule, "It is open.");
}
