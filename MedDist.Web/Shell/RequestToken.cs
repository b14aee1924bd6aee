namespace MedDist.Web.Shell;

/// <summary>The antiforgery token of the page, carried from the request into the circuit for <see cref="FormToken"/>.</summary>
public sealed record RequestToken(string Name, string? Value);
