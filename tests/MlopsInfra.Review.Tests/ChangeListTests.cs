using CsCheck;
using MlopsInfra.LocalEngine;
using MlopsInfra.LocalEngine.Values;
using MlopsInfra.Review.Changes;
using MlopsInfra.Review.Tests.Support;

namespace MlopsInfra.Review.Tests;

public sealed class ChangeListTests
{
    [Fact]
    public void A_stack_compared_with_itself_has_no_changes() => SampleGen.Snapshot.Sample(snapshot =>
    {
        var changes = ChangeList.Of(snapshot, Sample.Steps(snapshot, snapshot), snapshot);
        Assert.Empty(changes.Changes);
        Assert.Equal(snapshot.CloudResources.Count(), changes.Unchanged);
    });

    [Fact]
    public void What_is_created_one_way_is_deleted_the_other_way() =>
    Gen.Select(SampleGen.Snapshot, SampleGen.Snapshot).Sample((one, other) =>
    {
        var (there, back) =
            (ChangeList.Of(one, Sample.Steps(one, other), other), ChangeList.Of(other, Sample.Steps(other, one), one));
        Assert.Equal(Urns(there, ChangeKind.Created), Urns(back, ChangeKind.Deleted));
        Assert.Equal(Urns(there, ChangeKind.Changed), Urns(back, ChangeKind.Changed));
        Assert.Equal(there.Unchanged, back.Unchanged);
    });

    [Fact]
    public void Only_losing_a_holder_of_data_puts_data_at_risk()
    {
        var snapshot = Sample.Snapshot(Sample.Account);
        string? Risk(StepOperation operation, StackSnapshot before) =>
            ChangeList.Of(before, [Sample.Step(operation, Sample.Account)], snapshot).Changes.Single().DataAtRisk;

        Assert.NotNull(Risk(StepOperation.Replace, snapshot));
        Assert.NotNull(Risk(StepOperation.Delete, snapshot));
        Assert.Null(Risk(StepOperation.Update, snapshot));
        Assert.Null(Risk(StepOperation.Forget, snapshot));
        Assert.Null(Risk(StepOperation.Delete, Sample.Snapshot(Sample.Account with { RetainOnDelete = true })));
    }

    [Fact]
    public void What_a_preview_can_t_know_is_taken_from_the_stack_after_and_marked()
    {
        var now = Sample.Account with { Inputs = Sample.Account.Inputs.With("key", "vault-7") };
        var step = Sample.Step(StepOperation.Update, now,
            new PropertyDifference("key", PropertyChangeKind.Update, "vault-6", PropertyValue.Unknown, true));

        var property =
            ChangeList.Of(Sample.Snapshot(Sample.Account), [step], Sample.Snapshot(now)).Changes.Single().Properties.Single();

        Assert.Equal(new ChangedProperty("key", "vault-6", "vault-7", ForcesReplacement: true, IsKnownOnlyAfterwards: true),
            property);
    }

    [Fact]
    public void A_resource_that_got_another_name_in_the_program_is_still_the_one_before()
    {
        var renamed = Sample.Account with { Urn = Sample.Account.Urn.Replace("::account", "::store") };
        var step = Sample.Step(StepOperation.Update, renamed);

        Assert.Equal(Sample.Account.Urn,
            ChangeList.Of(Sample.Snapshot(Sample.Account), [step], Sample.Snapshot(renamed)).Changes.Single().Before!.Urn);
    }

    private static HashSet<string> Urns(ChangeList changes, ChangeKind kind) =>
        [.. changes.Of(kind).Select(change => change.Urn)];
}
