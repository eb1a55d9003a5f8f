using System.Collections.Immutable;

namespace Pulumi;

public class Resource
{
    private readonly List<Resource> _children = [];
    private readonly string _type;
    private readonly string _name;

    private protected Resource(
        string type,
        string name,
        bool isCustom,
        ResourceArgs? args,
        ResourceOptions options,
        bool isRemote = false,
        RegisterPackageRequest? package = null)
    {
        if (string.IsNullOrEmpty(type))
            throw new ArgumentException("'type' cannot be null or empty.", nameof(type));
        if (string.IsNullOrEmpty(name))
            throw new ArgumentException("'name' cannot be null or empty.", nameof(name));
        _type = type;
        _name = name;
        IsCustom = isCustom;
        IsRemote = isRemote;
        var deployment = Deployment.Current;
        var outputs = new ResourceOutputs(this);
        try
        {
            var (finalArgs, finalOptions) = ResourceSetup.Transform(this, args, options, deployment);
            Transformations = ResourceSetup.AllTransformations(finalOptions, ParentOf(finalOptions, deployment));
            Parent = ParentOf(finalOptions, deployment);
            Options = finalOptions;
            PackageRequest = package;
            Providers = ResourceSetup.FindProviders(this, finalOptions, Parent);
            Provider = isCustom ? ResourceSetup.FindProvider(this, finalOptions, Parent) : null;
            ResourceSetup.CheckAliases(finalOptions);
            Parent?.AddChild(this);
            deployment.Register(this, finalArgs, outputs);
        }
        catch (Exception exception)
        {
            // The outputs are out in the world, and nothing completes them: a run waits for them in vain (T12).
            deployment.Tracker.Add(new AbandonedResource(this, exception));
            throw;
        }
    }

    /// <summary>A resource that this run doesn't register: it is only known by its URN.</summary>
    private protected Resource(string urn)
    {
        _type = "";
        _name = "";
        IsCustom = true;
        Options = new CustomResourceOptions();
        Urn = Output.Create(urn);
    }

    /// <summary>Set by the base constructor: never null for a resource that was constructed (N4).</summary>
    public Output<string> Urn { get; internal set; } = null!;

    internal bool IsCustom { get; }

    internal bool IsRemote { get; }

    /// <summary>What the registration waits for at the moment; told where a run stands still.</summary>
    internal ResourceWait WaitsFor { get; set; }

    /// <summary>The resource's own copy: the object that was given stays as it is (P2).</summary>
    internal ResourceOptions Options { get; }

    internal Resource? Parent { get; }

    internal RegisterPackageRequest? PackageRequest { get; }

    /// <summary>The providers that children inherit, per package (P8).</summary>
    internal ImmutableDictionary<string, ProviderResource> Providers { get; } =
        ImmutableDictionary<string, ProviderResource>.Empty;

    /// <summary>The explicit or inherited provider of a custom resource.</summary>
    internal ProviderResource? Provider { get; }

    /// <summary>Own transformations, then those of the parent and so on up to the stack (X1).</summary>
    internal ImmutableArray<ResourceTransformation> Transformations { get; } = [];

    public string GetResourceType() => _type;

    public string GetResourceName() => _name;

    /// <summary>Whether this is the other resource, or waits for it as its parent or the parent's parent.</summary>
    internal bool IsAtOrBelow(Resource other)
    {
        for (var current = this; current is not null; current = current.Parent)
            if (ReferenceEquals(current, other))
                return true;
        return false;
    }

    internal Resource[] Children()
    {
        lock (_children)
            return [.. _children];
    }

    private void AddChild(Resource child)
    {
        lock (_children)
            _children.Add(child);
    }

    /// <summary>The stack is the parent of what has none.</summary>
    private Resource? ParentOf(ResourceOptions options, Deployment deployment) =>
        options.Parent ?? (this is Stack ? null : deployment.Stack);
}
