namespace Pulumi;

/// <summary>A function that the engine calls before or after a step of a resource. Mocks never call it (P14).</summary>
public class ResourceHook
{
    public ResourceHook(string name, ResourceHookCallback callback, ResourceHookOptions? options = null)
        : this(name, callback, options ?? new(), Task.CompletedTask) =>
        Registered = Deployment.Current.RegisterHookAsync(this);

    protected ResourceHook(string name, ResourceHookCallback callback, ResourceHookOptions options, Task registered)
    {
        Name = name;
        Callback = callback;
        Options = options;
        Registered = registered;
    }

    public string Name { get; }

    public ResourceHookCallback Callback { get; }

    public ResourceHookOptions Options { get; }

    internal Task Registered { get; }
}
