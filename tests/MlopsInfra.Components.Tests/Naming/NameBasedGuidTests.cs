namespace MlopsInfra.Components.Tests.Naming;

public sealed class NameBasedGuidTests
{
    [Fact]
    public void It_gives_the_version_5_GUID_that_everybody_else_gives()
    {
        // RFC 9562, appendix A.4.
        var dns = new Guid("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
        Assert.Equal(new Guid("2ed6657d-e927-568b-95e1-2665a8aea6a2"), NameBasedGuid.Create(dns, "www.example.com"));
    }

    [Fact]
    public void A_role_assignment_keeps_its_name_whatever_the_case_of_the_ids()
    {
        var one = NameBasedGuid.ForRoleAssignment("/subscriptions/S/resourceGroups/g", "P", "R");
        var two = NameBasedGuid.ForRoleAssignment("/subscriptions/s/resourcegroups/g", "p", "r");
        Assert.Equal(one, two);
        Assert.NotEqual(one, NameBasedGuid.ForRoleAssignment("/subscriptions/s/resourcegroups/g", "other", "r"));
    }
}
