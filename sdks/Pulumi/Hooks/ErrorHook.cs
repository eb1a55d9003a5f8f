namespace Pulumi;

/// <summary>A function that the engine asks whether a failed operation is worth another try. Mocks never call it (P14).</summary>
public class ErrorHook
{
    public ErrorHook(string name, ErrorHookCallback callback)
        : this(name, callback, Task.CompletedTask) =>
        Registered = Deployment.Current.RegisterHookAsync(this);

    protected ErrorHook(string name, ErrorHookCallback callback, Task registered)
    {
        Name = name;
        Callback = callback;
        Registered = registered;
    }

    public string Name { get; }

    public ErrorHookCallback Callback { get; }

    internal Task Registered { get; }
}
