using MlopsInfra.LocalEngine.State;
using MlopsInfra.Review.Security;
using MlopsInfra.Review.Tests.Support;

namespace MlopsInfra.Review.Tests;

public sealed class SecurityChangeTests
{
    private static readonly ResourceRecord Open =
        Sample.Account with { Inputs = Sample.Account.Inputs.With("allowSharedKeyAccess", true) };
    private static readonly ResourceRecord Closed =
        Sample.Account with { Inputs = Sample.Account.Inputs.With("allowSharedKeyAccess", false) };

    [Fact]
    public void A_rule_that_was_kept_is_newly_broken()
    {
        var change = SecurityChange.Between(Sample.Snapshot(Closed), Sample.Snapshot(Open));
        Assert.Equal(("account", "allowSharedKeyAccess", "true"),
            Only(change.Broken.Select(finding => (finding.Resource, finding.Property, finding.Actual))));
        Assert.Empty(change.Mended);
    }

    [Fact]
    public void A_rule_that_was_broken_is_mended()
    {
        var change = SecurityChange.Between(Sample.Snapshot(Open), Sample.Snapshot(Closed));
        Assert.Empty(change.Broken);
        Assert.Equal("allowSharedKeyAccess", Only(change.Mended.Select(finding => finding.Property)));
    }

    [Fact]
    public void A_rule_that_stays_broken_is_neither_and_what_is_deleted_mends_nothing()
    {
        var tagged = Open with { Inputs = Open.Inputs.With("tags", Sample.Map(("a", "b"))) };
        Assert.Equal((0, 0), Counts(SecurityChange.Between(Sample.Snapshot(Open), Sample.Snapshot(tagged))));
        Assert.Equal((0, 0), Counts(SecurityChange.Between(Sample.Snapshot(Open), Sample.Snapshot())));
    }

    private static (int Broken, int Mended) Counts(SecurityChange change) => (change.Broken.Length, change.Mended.Length);

    private static T Only<T>(IEnumerable<T> items) => Assert.Single(items);
}
