namespace Pulumi.Testing;

/// <summary>Unset: project, stack, organization and a preview (T3).</summary>
public class TestOptions
{
    public string? ProjectName { get; set; }

    public string? StackName { get; set; }

    public string? OrganizationName { get; set; }

    public bool? IsPreview { get; set; }

    public string? RootDirectory { get; set; }
}
