using CsCheck;
using MlopsInfra.LocalEngine;
using MlopsInfra.Review.Changes;
using MlopsInfra.Review.Durations;
using MlopsInfra.Review.Tests.Support;

namespace MlopsInfra.Review.Tests;

public sealed class ExpectedDurationTests
{
    private static readonly SampleFacts Facts = new();

    [Fact]
    public void What_waits_for_each_other_adds_up_and_the_rest_runs_beside_it()
    {
        var network = Sample.Resource("network:VirtualNetwork#40", "network", "/n", Sample.Data);
        var account = Sample.Account with { Dependencies = [network.Urn] };
        var after = Sample.Snapshot(network, account, Sample.Identity);

        var duration = ExpectedDuration.Of(Changes(Sample.Snapshot(), after), Sample.Snapshot(), after, Facts);

        Assert.Equal(TimeSpan.FromSeconds(50), duration.Total);
        Assert.Equal(["network", "account"], duration.Chain.Select(link => link.Change.Name));
    }

    [Fact]
    public void What_stays_as_it_is_takes_no_time_but_hands_on_the_wait()
    {
        var network = Sample.Resource("network:VirtualNetwork#40", "network", "/n", Sample.Data);
        var account = Sample.Account with { Dependencies = [network.Urn] };
        var grant = Sample.Grant("read", Sample.Reader);
        var (before, after) = (Sample.Snapshot(account), Sample.Snapshot(network, account, grant));

        var duration = ExpectedDuration.Of(Changes(before, after), before, after, Facts);

        Assert.Equal(TimeSpan.FromSeconds(50), duration.Total);
        Assert.Equal(["network", "read"], duration.Chain.Select(link => link.Change.Name));
    }

    [Fact]
    public void Deletions_come_last_and_in_reverse_order()
    {
        var (before, after) =
            (Sample.Snapshot(Sample.Account, Sample.Identity, Sample.Grant("read", Sample.Reader)), Sample.Snapshot());

        var duration = ExpectedDuration.Of(Changes(before, after), before, after, Facts);

        Assert.Equal(TimeSpan.FromSeconds(20), duration.Total);
        Assert.Equal("read", duration.Chain[0].Change.Name);
    }

    [Fact]
    public void A_replacement_is_a_creation_and_a_deletion()
    {
        var snapshot = Sample.Snapshot(Sample.Account);
        var changes = ChangeList.Of(snapshot, [Sample.Step(StepOperation.Replace, Sample.Account)], snapshot);

        Assert.Equal(TimeSpan.FromSeconds(20), ExpectedDuration.Of(changes, snapshot, snapshot, Facts).Total);
    }

    [Fact]
    public void The_total_is_that_of_the_chain_and_never_less_than_the_longest_step() =>
    Gen.Select(SampleGen.Snapshot, SampleGen.Snapshot).Sample((before, after) =>
    {
        var changes = Changes(before, after);
        var duration = ExpectedDuration.Of(changes, before, after, Facts);

        Assert.Equal(duration.Total, duration.Chain.Aggregate(TimeSpan.Zero, (sum, link) => sum + link.Time));
        Assert.All(changes.Changes,
            change => Assert.True(Facts.TypicalDuration((change.After ?? change.Before)!) <= duration.Total));
        Assert.True(duration.Total <= changes.Changes.Aggregate(TimeSpan.Zero,
            (sum, change) => sum + Facts.TypicalDuration((change.After ?? change.Before)!)));
    });

    private static ChangeList Changes(StackSnapshot before, StackSnapshot after) =>
        ChangeList.Of(before, Sample.Steps(before, after), after);
}
