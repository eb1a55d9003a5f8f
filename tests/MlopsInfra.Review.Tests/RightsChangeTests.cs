using CsCheck;
using MlopsInfra.Review.Rights;
using MlopsInfra.Review.Tests.Support;

namespace MlopsInfra.Review.Tests;

public sealed class RightsChangeTests
{
    private static readonly SampleFacts Facts = new();

    [Fact]
    public void A_new_assignment_is_a_right_in_words()
    {
        var rights = RightsChange.Between(
            Sample.Snapshot(Sample.Account, Sample.Identity),
            Sample.Snapshot(Sample.Account, Sample.Identity, Sample.Grant("read", Sample.Reader)), Facts);

        Assert.Empty(rights.Taken);
        Assert.Equal(new Right("identity id-x", "Storage Blob Data Reader", "storage account stx", "Reads the data."),
            Assert.Single(rights.Added));
    }

    [Fact]
    public void Another_role_takes_one_right_and_gives_another()
    {
        var rights = RightsChange.Between(
            Sample.Snapshot(Sample.Account, Sample.Identity, Sample.Grant("data", Sample.Reader)),
            Sample.Snapshot(Sample.Account, Sample.Identity, Sample.Grant("data", Sample.Contributor)), Facts);

        Assert.Equal("Storage Blob Data Contributor", Assert.Single(rights.Added).What);
        Assert.Equal("Storage Blob Data Reader", Assert.Single(rights.Taken).What);
    }

    [Fact]
    public void An_assignment_under_another_name_gives_nobody_a_new_right()
    {
        var rights = RightsChange.Between(
            Sample.Snapshot(Sample.Account, Sample.Identity, Sample.Grant("old", Sample.Reader)),
            Sample.Snapshot(Sample.Account, Sample.Identity, Sample.Grant("new", Sample.Reader)), Facts);

        Assert.Empty(rights.Added);
        Assert.Empty(rights.Taken);
    }

    [Theory]
    [InlineData("/subscriptions/s", "subscription s")]
    [InlineData("/subscriptions/s/resourceGroups/g", "resource group g")]
    [InlineData($"{Sample.AccountId}/blobServices/default/containers/in", "containers in of storage account stx")]
    [InlineData("/providers/x/y/z", "/providers/x/y/z")]
    public void Where_a_right_holds_is_said_as_far_as_it_is_known(string scope, string words)
    {
        var grant = Sample.Grant("data", Sample.Reader);
        var after = Sample.Snapshot(Sample.Account, Sample.Identity, grant with { Inputs = grant.Inputs.With("scope", scope) });

        Assert.Equal(words, Assert.Single(RightsChange.Between(Sample.Snapshot(), after, Facts).Added).Where);
    }

    [Fact]
    public void Who_is_not_of_the_stack_is_named_by_kind_and_object_id()
    {
        var grant = Sample.Grant("data", "99999999-9999-9999-9999-999999999999");
        var after = Sample.Snapshot(Sample.Account, grant with { Inputs = grant.Inputs.With("principalType", "Group") });

        var right = Assert.Single(RightsChange.Between(Sample.Snapshot(), after, Facts).Added);

        Assert.Equal($"group {Sample.Principal}", right.Who);
        Assert.Equal("role 99999999-9999-9999-9999-999999999999", right.What);
    }

    [Fact]
    public void Who_may_sign_in_as_an_identity_is_a_right_too()
    {
        var credential = Sample.Resource("managedidentity:FederatedIdentityCredential", "github",
            $"{Sample.IdentityId}/federatedIdentityCredentials/github", Sample.People) with
        {
            Inputs = Sample.Map(("resourceName", "id-x"), ("issuer", "https://token.actions.githubusercontent.com"),
                ("subject", "repo:o/r:environment:dev")),
        };

        var right = Assert.Single(RightsChange.Between(Sample.Snapshot(Sample.Identity),
            Sample.Snapshot(Sample.Identity, credential), Facts).Added);

        Assert.Equal(new Right("repo:o/r:environment:dev of https://token.actions.githubusercontent.com", "sign in",
            "as identity id-x", null), right);
    }

    [Fact]
    public void What_one_way_gives_the_other_way_takes() => Gen.Select(Grants, Grants).Sample((one, other) =>
    {
        var (there, back) = (RightsChange.Between(one, other, Facts), RightsChange.Between(other, one, Facts));
        Assert.Equal(there.Added.Select(right => right.Key), back.Taken.Select(right => right.Key));
        Assert.Equal(there.Taken.Select(right => right.Key), back.Added.Select(right => right.Key));
        Assert.Empty(there.Added.Select(right => right.Key).Intersect(there.Taken.Select(right => right.Key)));
    });

    private static Gen<StackSnapshot> Grants { get; } =
        Gen.Select(Gen.Int[0, 5], SampleGen.OneOf(Sample.Reader, Sample.Contributor)).Array[0, 6]
        .Select(grants => Sample.Snapshot([Sample.Account, Sample.Identity,
            .. grants.DistinctBy(grant => grant.Item1).Select(grant => Sample.Grant($"g{grant.Item1}", grant.Item2))]));
}
