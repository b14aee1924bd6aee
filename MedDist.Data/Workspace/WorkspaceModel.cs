using MedDist.Core.Users;
using MedDist.Core.Workspace;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MedDist.Data.Workspace;

internal sealed class SavedFilterConfiguration : IEntityTypeConfiguration<SavedFilter>
{
    public void Configure(EntityTypeBuilder<SavedFilter> builder)
    {
        builder.Property(f => f.Name).HasMaxLength(SavedFilter.NameLength);
        builder.Property(f => f.EntityType).HasMaxLength(40);
        builder.Property(f => f.FilterCriteria).HasMaxLength(4000);
        builder.HasOne<User>().WithMany().HasForeignKey(f => f.UserId);
        builder.HasIndex(f => new { f.TenantId, f.UserId, f.EntityType, f.Name }).IsUnique();
        builder.HasIndex(f => new { f.TenantId, f.EntityType, f.IsShared });
    }
}

internal sealed class QuickActionConfiguration : IEntityTypeConfiguration<QuickAction>
{
    public void Configure(EntityTypeBuilder<QuickAction> builder)
    {
        builder.Property(a => a.Options).HasJson();
        builder.HasOne<User>().WithMany().HasForeignKey(a => a.UserId);
    }
}
