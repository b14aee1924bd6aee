namespace MedDist.Core.Kernel;

/// <summary>A postal address in the United States; <paramref name="State"/> is the two-letter code, <paramref name="PostalCode"/> five digits or ZIP+4.</summary>
public sealed record Address(string Line1, string? Line2, string City, string State, string PostalCode)
{
    public override string ToString() => string.Join(", ", new[] { Line1, Line2, City, $"{State} {PostalCode}" }.Where(p => !string.IsNullOrWhiteSpace(p)));
}

/// <summary>How to reach a company: made-up numbers (555-01xx) in demo rows.</summary>
public sealed record ContactDetails(string? Phone = null, string? Fax = null, string? Email = null, string? Website = null, Address? Address = null);
