#pragma once  // in a folder that is no layer
