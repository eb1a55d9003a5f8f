"""Answers for modules of Azure's server that entry scripts import, where the packages themselves are not installed."""
import importlib.abc
import importlib.machinery
import sys

from . import aml_request, aml_response

_MODULES = {
    "azureml_inference_server_http": None,
    "azureml_inference_server_http.api": None,
    "azureml_inference_server_http.api.aml_request": aml_request,
    "azureml_inference_server_http.api.aml_response": aml_response,
    "azureml": None,
    "azureml.contrib": None,
    "azureml.contrib.services": None,
    "azureml.contrib.services.aml_request": aml_request,
    "azureml.contrib.services.aml_response": aml_response,
}
_PUBLIC = ("AMLRequest", "AMLResponse", "rawhttp")


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, fullname, path=None, target=None):
        if fullname not in _MODULES:
            return None
        return importlib.machinery.ModuleSpec(fullname, self, is_package=_MODULES[fullname] is None)

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        source = _MODULES[module.__name__]
        for name in _PUBLIC:
            if hasattr(source, name):
                setattr(module, name, getattr(source, name))


def install():
    """Comes last: a package that is installed wins."""
    sys.meta_path.append(_Finder())
