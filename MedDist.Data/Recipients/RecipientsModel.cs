using MedDist.Core.Organizations;
using MedDist.Core.Recipients;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MedDist.Data.Recipients;

internal sealed class RecipientConfiguration : IEntityTypeConfiguration<Recipient>
{
    public void Configure(EntityTypeBuilder<Recipient> builder)
    {
        builder.Property(r => r.FirstName).HasMaxLength(RecipientEntry.NameLength).HasField("firstName");
        builder.Property(r => r.LastName).HasMaxLength(RecipientEntry.NameLength).HasField("lastName");
        builder.Property(r => r.Identifier).HasMaxLength(RecipientEntry.IdentifierLength).HasField("identifier");
        builder.Property(r => r.SearchText).HasMaxLength(1000);
        builder.Property(r => r.Details).HasJson().HasField("details");
        builder.Property(r => r.Metadata).HasJson();
        builder.HasOne<Organization>().WithMany().HasForeignKey(r => r.OrganizationId);
        builder.HasOne<Facility>().WithMany().HasForeignKey(r => r.FacilityId);
        builder.HasMany(r => r.Terms).WithOne().HasForeignKey(t => t.RecipientId);
        builder.Navigation(r => r.Terms).HasField("terms");
        builder.HasIndex(r => new { r.TenantId, r.Identifier });

        // The search by birth date; by words and numbers it goes over the terms.
        builder.HasIndex(r => new { r.TenantId, r.DateOfBirth });
    }
}

internal sealed class RecipientTermConfiguration : IEntityTypeConfiguration<RecipientTerm>
{
    public void Configure(EntityTypeBuilder<RecipientTerm> builder)
    {
        builder.HasKey(t => new { t.RecipientId, t.Kind, t.Term });
        builder.Property(t => t.Term).HasMaxLength(RecipientTerm.MaxLength);
        builder.HasIndex(t => new { t.TenantId, t.Kind, t.Term, t.RecipientId });
    }
}
