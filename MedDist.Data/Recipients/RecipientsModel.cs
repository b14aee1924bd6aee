using MedDist.Core.Recipients;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MedDist.Data.Recipients;

internal sealed class RecipientConfiguration : IEntityTypeConfiguration<Recipient>
{
    public void Configure(EntityTypeBuilder<Recipient> builder)
    {
        builder.Property(r => r.FirstName).HasMaxLength(100).HasField("firstName");
        builder.Property(r => r.LastName).HasMaxLength(100).HasField("lastName");
        builder.Property(r => r.Identifier).HasMaxLength(100);
        builder.Property(r => r.SearchText).HasMaxLength(400);
        builder.Property(r => r.Details).HasJson();
        builder.Property(r => r.Metadata).HasJson();
        builder.HasIndex(r => new { r.TenantId, r.Identifier });
        builder.HasIndex(r => new { r.TenantId, r.SearchText });
    }
}
